using System.Diagnostics;

namespace ImapLab.SystemPrograms;

/// <summary>A program of the system that a test runs.</summary>
public static class SystemProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Ends the test as skipped where a program is missing, or as failed where the system is required.</summary>
    /// <param name="name">Its name, or where it is.</param>
    /// <param name="package">The Debian package that brings it.</param>
    public static void Require(string name, string package)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (folders.Any(folder => File.Exists(Path.Combine(folder, name))))
            return;
        Missing($"{name} is not installed (Debian: {package}).");
    }

    /// <summary>Ends the test as skipped for want of something, or as failed where the system is required.</summary>
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("IMAPLAB_REQUIRE_SYSTEM") == "1")
            Assert.Fail(reason);
        TestContext.Progress.WriteLine($"Skipped: {reason}");
        Assert.Ignore(reason);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, what it wrote to standard output, and to standard error.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Limit.TotalSeconds} seconds.");
        }

        return (process.ExitCode, await output, await error);
    }
}
