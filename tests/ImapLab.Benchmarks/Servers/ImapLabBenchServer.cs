using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ImapLab.Benchmarks.Scale;

namespace ImapLab.Benchmarks.Servers;

/// <summary><c>imaplab serve</c> with the profile <c>benchmark.yaml</c>.</summary>
internal sealed class ImapLabBenchServer : BenchServer
{
    private readonly Process _process;

    private ImapLabBenchServer(Process process, IPEndPoint endPoint)
        : base("ImapLab", "user@example.test", "password", endPoint) => _process = process;

    public ProcessMemory Memory => new(_process.Id);

    /// <param name="messages">How many generated messages INBOX has at the start.</param>
    public static async Task<ImapLabBenchServer> StartAsync(int messages = 0)
    {
        string[] arguments = ["imaplab.dll", "serve", "--listen", "127.0.0.1:0", "--profile", "benchmark.yaml", "--messages", $"{messages}"];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException("imaplab serve ended without a ready line.");
        await Console.Error.WriteLineAsync($"imaplab serve: process {process.Id}, {line}").ConfigureAwait(false);
        using var ready = JsonDocument.Parse(line);
        return new ImapLabBenchServer(process, IPEndPoint.Parse(ready.RootElement.GetProperty("imap").GetString()!));
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }
}
