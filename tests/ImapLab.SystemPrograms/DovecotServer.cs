using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ImapLab.SystemPrograms;

/// <summary>
/// Debian's Dovecot on a free loopback port, with its own configuration and mail in a temporary folder. Nothing of the
/// system's own configuration is read or touched. Any user may log in with the password <see cref="Password"/>.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
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

    /// <summary>Where users' mail is, each under the user's name.</summary>
    public string Homes => Path.Combine(_folder, "home");

    /// <summary>What it has logged so far.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "dovecot.log");

    /// <summary>Starts a server, or ends the test as skipped, or as failed where the system is required.</summary>
    public static async Task<DovecotServer> StartAsync(DovecotOptions? options = null)
    {
        SystemProgram.Require(Executable, "dovecot-imapd");

        options ??= new DovecotOptions();
        var folder = NewFolder(options.Folder);
        var port = FreePort();
        Configure(folder, port, options);
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
                Assert.Fail($"Dovecot did not start: {Log}" + await _process.StandardError.ReadToEndAsync().ConfigureAwait(false));
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

    /// <summary>A new folder with a short name: Dovecot's sockets must have one.</summary>
    private static string NewFolder(string? under)
    {
        var folder = Directory.CreateTempSubdirectory("imaplab-dovecot-").FullName;
        if (under is null)
            return folder;
        var moved = Path.Combine(under, Path.GetFileName(folder));
        Directory.Delete(folder);
        return Directory.CreateDirectory(moved).FullName;
    }

    private static void Configure(string folder, int port, DovecotOptions options)
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
            mail_location = {{options.Location}}
            mail_max_userip_connections = 50
            default_vsz_limit = 0
            {{(options.Capability is null ? "" : $"imap_capability = {options.Capability}")}}
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
              {{(options.Separator is null ? "" : $"separator = {options.Separator}")}}
            }
            {{unprivileged}}
            {{options.Settings}}

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
