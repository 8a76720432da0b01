using System.Diagnostics;

namespace ImapLab.Cli.Tracking;

/// <summary>Fetches secrets from where they may stand: the environment, a file, or a program that prints one.</summary>
internal static class Secrets
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="name">What the user wrote before it, for the error.</param>
    /// <exception cref="BadInputException">The variable is not set, or empty.</exception>
    public static string FromVariable(string name, string variable) =>
        Given(Environment.GetEnvironmentVariable(variable) ?? throw new BadInputException($"{name} {variable}: the variable is not set."), $"{name} {variable}");

    /// <exception cref="BadInputException">The file cannot be read, or is empty.</exception>
    public static string FromFile(string name, string file)
    {
        try
        {
            return Given(File.ReadAllText(file).TrimEnd('\r', '\n'), $"{name} {file}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name} {file}: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Reads a token from a file, afresh at each call: whoever renews it writes it there.</summary>
    public static Func<CancellationToken, ValueTask<string>> TokenFile(string file) => async cancellationToken =>
        NotEmpty(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), file);

    /// <summary>Runs a command in the system's shell for each token and reads what it prints.</summary>
    public static Func<CancellationToken, ValueTask<string>> TokenCommand(string command) => async cancellationToken =>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var (shell, flag) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        using var process = Process.Start(new ProcessStartInfo(shell, [flag, command]) { RedirectStandardOutput = true })
            ?? throw new IOException($"{shell} cannot be started");
        try
        {
            var printed = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? NotEmpty(printed, "the token command") : throw new IOException($"the token command ended with {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new IOException($"the token command took longer than {Limit.TotalSeconds:0} s");
        }
    };

    private static string Given(string secret, string place) =>
        secret.Length > 0 ? secret : throw new BadInputException($"{place}: expected a secret, found nothing.");

    private static string NotEmpty(string text, string from) =>
        text.Trim() is { Length: > 0 } token ? token : throw new IOException($"{from} holds no token");
}
