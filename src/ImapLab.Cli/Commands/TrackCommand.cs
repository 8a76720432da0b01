using System.CommandLine;
using ImapLab.Cli.Tracking;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab track</c>: the tracking engine against any server.</summary>
internal static class TrackCommand
{
    private const string Example = """


        Example:
          IMAP_PASSWORD=secret imaplab track --host imap.example.test --user user@example.test \
            --password-env IMAP_PASSWORD --state user.db --follow

        Events go to stdout, one JSON object a line; each is told once. After a crash the event that was being told
        may come again, with the same eventId.
        """;

    public static Command Build()
    {
        var connection = new ConnectionOptions();
        var state = new Option<string?>("--state") { Description = "The SQLite file that remembers what was told. Default: nothing is remembered.", HelpName = "FILE" };
        var once = new Option<bool>("--once") { Description = "Look once, tell what changed since the last time, and end." };
        var follow = new Option<bool>("--follow") { Description = "Go on until stopped. The default." };
        var folders = new Option<string[]>("--folder") { Description = "Track only folders that fit a pattern with * and ?. May be repeated.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
        var poll = new Option<int>("--poll") { Description = "How often all folders are looked at, in seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => 120 };
        var telling = new TellingOptions();
        var trace = new Option<string?>("--trace") { Description = "Write the conversation with the server to a file, without the password.", HelpName = "FILE" };
        var command = new Command("track", "Follow an account on any IMAP server and tell what changes." + Example) { state, once, follow, folders, poll, trace };
        telling.AddTo(command);
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(once) && parsed.GetValue(follow))
                throw new BadInputException("--once and --follow: expected one of them.");
            if (parsed.GetValue(poll) is < 1 or > 86_400)
                throw new BadInputException($"--poll {parsed.GetValue(poll)}: expected 1 to 86400 seconds.");

            var server = connection.Read(parsed);
            var options = telling.Apply(parsed, new TrackerOptions
            {
                Account = server.User,
                Folders = parsed.GetValue(folders) ?? [],
                Poll = TimeSpan.FromSeconds(parsed.GetValue(poll)),
                JitterSeed = (ulong)Environment.ProcessId,
            });
            using var traceFile = WireTrace.Open(parsed.GetValue(trace));
            using var store = OpenStore(parsed.GetValue(state));
            return await RunAsync(server with { Trace = traceFile is null ? null : traceFile.NewLogger }, store, options, parsed.GetValue(once), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        MailKitOptions server,
        ITrackerStore store,
        TrackerOptions options,
        bool once,
        CancellationToken cancellationToken)
    {
        using var stdout = Console.OpenStandardOutput();
        try
        {
            var tracker = new AccountTracker(new MailKitConnector(server, TimeProvider.System), store, new JsonLinesSink(stdout), options, TimeProvider.System);
            tracker.ActivityChanged += activity => Console.Error.WriteLine(ActivityText.Of(activity));
            await (once ? tracker.SyncAsync(cancellationToken) : tracker.RunAsync(cancellationToken)).ConfigureAwait(false);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return once ? ExitCodes.Inconclusive : ExitCodes.Success;
        }
        catch (ArgumentException wrongAccount) when (wrongAccount.ParamName == "store")
        {
            throw new BadInputException($"--state: {wrongAccount.Message}", wrongAccount);
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
        catch (Exception outside) when (outside is SourceException or IOException)
        {
            await Console.Error.WriteLineAsync($"imaplab: {outside.Message}").ConfigureAwait(false);
            return ExitCodes.Inconclusive;
        }
    }

    private static ITrackerStore OpenStore(string? path)
    {
        if (path is null)
        {
            Console.Error.WriteLine("imaplab: without --state, nothing is remembered when this ends.");
            return new MemoryTrackerStore();
        }

        try
        {
            return SqliteTrackerStore.Open(path);
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
    }
}
