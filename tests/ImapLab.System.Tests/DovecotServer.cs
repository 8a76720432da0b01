using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ImapLab.SystemTests;

/// <summary>
/// Debian's Dovecot on a free loopback port, with its own configuration and mail in a temporary folder. Nothing of the
/// system's own configuration is read or touched. Any user may log in with the password <see cref="Password"/>.
/// </summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    public const string Password = "secret";
    private const string Executable = "/usr/sbin/dovecot";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private DovecotServer(string folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts a server, or ends the test as skipped, or as failed where the system is required.</summary>
    /// <param name="location">Where and how mail is kept, in Dovecot's words.</param>
    /// <param name="capability">What it advertises in place of all it can do.</param>
    public static async Task<DovecotServer> StartAsync(string location = "maildir:~/mail", string? capability = null)
    {
        SystemProgram.Require(Executable, "dovecot-imapd");

        // Dovecot's sockets must have short names.
        var folder = Directory.CreateTempSubdirectory("imaplab-dovecot-").FullName;
        var port = FreePort();
        Configure(folder, port, location, capability);
        var start = new ProcessStartInfo(Executable, ["-F", "-c", Path.Combine(folder, "dovecot.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var server = new DovecotServer(folder, Process.Start(start)!, port);
        await server.AwaitGreetingAsync().ConfigureAwait(false);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AwaitGreetingAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            if (_process.HasExited || limit.IsCancellationRequested)
            {
                var log = Path.Combine(_folder, "dovecot.log");
                Assert.Fail($"Dovecot did not start: {(File.Exists(log) ? await File.ReadAllTextAsync(log).ConfigureAwait(false) : "no log")}"
                    + await _process.StandardError.ReadToEndAsync().ConfigureAwait(false));
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token).ConfigureAwait(false);
                var greeting = new byte[64];
                if (await client.GetStream().ReadAsync(greeting, limit.Token).ConfigureAwait(false) > 0)
                    return;
            }
            catch (Exception notYet) when (notYet is SocketException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(false);
            }
        }
    }

    private static void Configure(string folder, int port, string location, string? capability)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var user = isRoot ? "nobody" : Environment.UserName;
        var group = isRoot ? "nogroup" : Run("id", "-gn");
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        // Without root, Dovecot can neither change its user nor its root folder.
        var unprivileged = isRoot ? "" : $$"""
            default_login_user = {{user}}
            default_internal_user = {{user}}
            default_internal_group = {{group}}
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            """;
        File.WriteAllText(Path.Combine(folder, "dovecot.conf"), $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = {{folder}}/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            mail_location = {{location}}
            mail_max_userip_connections = 50
            default_vsz_limit = 0
            {{(capability is null ? "" : $"imap_capability = {capability}")}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{group}} home={{home}}/%u
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            namespace inbox {
              inbox = yes
              separator = /
            }
            {{unprivileged}}

            """);
        if (isRoot)
        {
            Run("chmod", "755", folder);
            Run("chown", "nobody:nogroup", home);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
