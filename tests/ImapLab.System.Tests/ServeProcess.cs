using System.Diagnostics;
using System.Text.Json;

namespace ImapLab.SystemTests;

/// <summary>The real <c>imaplab serve</c>, as a process of its own on a free port.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    /// <summary>Who may log in where no test says otherwise.</summary>
    public const string User = "user@example.test";
    public const string Password = "password";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServeProcess(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Where clients begin with TLS; 0 for nowhere.</summary>
    public int TlsPort { get; private set; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts it and waits for its ready line.</summary>
    public static async Task<ServeProcess> StartAsync(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "imaplab.dll"), "serve", "--listen", "127.0.0.1:0", .. arguments];
        var process = Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true })!;
        var server = new ServeProcess(process);
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new AssertionException("serve ended without a ready line.");
        using var ready = JsonDocument.Parse(line);
        Assert.That(ready.RootElement.GetProperty("ready").GetBoolean(), Is.True);
        server.Port = int.Parse(ready.RootElement.GetProperty("imap").GetString()!.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        if (ready.RootElement.GetProperty("imaps").GetString() is { } tls)
            server.TlsPort = int.Parse(tls.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>Asks it to stop as a service manager does.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using (Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await _process.WaitForExitAsync().WaitAsync(Limit);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
