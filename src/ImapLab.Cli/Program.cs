using System.CommandLine;
using ImapLab.Cli.Commands;

namespace ImapLab.Cli;

internal static class Program
{
    /// <summary>Ctrl-C and SIGTERM give a command this long to end by itself.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(1);

    public static async Task<int> Main(string[] arguments)
    {
        var parsed = BuildRoot().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"imaplab: {error.Message}").ConfigureAwait(false);
            await Console.Error.WriteLineAsync("Try --help.").ConfigureAwait(false);
            return ExitCodes.BadInput;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationTimeout,
            };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (BadInputException bad)
        {
            await Console.Error.WriteLineAsync($"imaplab: {bad.Message}").ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
#pragma warning disable CA1031 // Whatever it is, the caller's script must not take it for a verdict.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"imaplab: this should not have happened: {bug}").ConfigureAwait(false);
            return ExitCodes.Inconclusive;
        }
    }

    internal static RootCommand BuildRoot() =>
        new("A laboratory for IMAP change tracking: a fake server, a tracker, and the scenarios that try them on each other.")
        {
            TrackCommand.Build(),
            EventsCommand.Build(),
            DiffCommand.Build(),
            RunCommand.Build(),
            ServeCommand.Build(),
            ScenariosCommand.Build(),
            ProfilesCommand.Build(),
            QuirksCommand.Build(),
        };
}
