using System.Net;
using ImapLab.SystemPrograms;

namespace ImapLab.Benchmarks.Servers;

/// <summary>Debian's Dovecot with mdbox, the fastest of its formats, and nothing else changed in what makes it fast or slow.</summary>
internal sealed class DovecotBenchServer : BenchServer
{
    private const string Executable = "/usr/sbin/dovecot";

    private static readonly DovecotOptions Options = new() { Location = "mdbox:~/mdbox", Settings = "mail_max_userip_connections = 100" };

    private readonly DovecotServer _dovecot;

    private DovecotBenchServer(DovecotServer dovecot)
        : base("Dovecot", "bench", DovecotServer.Password, new IPEndPoint(IPAddress.Loopback, dovecot.Port)) => _dovecot = dovecot;

    public static bool IsInstalled => File.Exists(Executable);

    public static async Task<DovecotBenchServer> StartAsync() => new(await DovecotServer.StartAsync(Options).ConfigureAwait(false));

    public override ValueTask DisposeAsync() => _dovecot.DisposeAsync();
}
