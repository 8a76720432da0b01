namespace ImapLab.SystemTests.Tour;

/// <summary>A server to walk through, ours or the real thing, and how to log in there.</summary>
internal sealed record TourServer(IAsyncDisposable Process, int Port, string User, string Password) : IAsyncDisposable
{
    /// <summary>Debian's Dovecot as it is installed, and with all plugins that bring something to folders.</summary>
    public const string Dovecot = "Dovecot";
    public const string DovecotWithPlugins = "Dovecot with plugins";

    private const string Plugins = """
        mail_attribute_dict = file:%h/dovecot-attributes
        mail_plugins = acl quota
        protocol imap {
          mail_plugins = $mail_plugins imap_acl imap_quota
          imap_metadata = yes
        }
        plugin {
          acl = vfile
          quota = count:User quota
          quota_rule = *:storage=100M:messages=1000
          quota_vsizes = yes
        }
        """;

    /// <param name="name">One of the above, or a profile's name or file.</param>
    public static async Task<TourServer> StartAsync(string name)
    {
        if (name is Dovecot or DovecotWithPlugins)
        {
            // Nothing is said of names, as Debian says nothing.
            var dovecot = await DovecotServer.StartAsync(new DovecotOptions { Separator = null, Settings = name == Dovecot ? "" : Plugins });
            return new TourServer(dovecot, dovecot.Port, "u", DovecotServer.Password);
        }

        var profile = name.EndsWith(".yaml", StringComparison.Ordinal) ? Path.Combine(AppContext.BaseDirectory, "Clients", name) : name;
        var serve = await ServeProcess.StartAsync("--profile", profile);
        return new TourServer(serve, serve.Port, ServeProcess.User, ServeProcess.Password);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
