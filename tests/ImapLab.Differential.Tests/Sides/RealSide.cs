using ImapLab.Differential.Tests.Wire;
using ImapLab.SystemPrograms;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>A fresh user of the real server, with the folders that the profile's accounts have.</summary>
internal sealed class RealSide : ISide
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly DovecotServer _server;

    public RealSide(DovecotServer server, string user, IReadOnlyList<string> folders)
    {
        _server = server;
        User = user;
        // Maildir++: a folder is a folder with a dot before its name, next to INBOX's three.
        Make("");
        Make("mail");
        var names = folders.Where(name => name != "INBOX").ToList();
        // Dovecot's index of folders takes those that it finds in the reverse order of their making, and then each new one before them.
        foreach (var folder in names.Select(name => $"mail/.{name}").Reverse().Append("mail"))
        {
            Make(folder);
            foreach (var part in new[] { "cur", "new", "tmp" })
                Make($"{folder}/{part}");
        }

        File.WriteAllText(Path.Combine(Home, "mail/subscriptions"), "V\t2\n\n" + string.Concat(folders.Select(name => name + "\n")));
        File.SetUnixFileMode(Path.Combine(Home, "mail/subscriptions"), Everybody);
    }

    public string User { get; }

    public string Password => DovecotServer.Password;

    private string Home => Path.Combine(_server.Homes, User);

    public IChannel Connect() => new RealChannel(_server.Port);

    public void Dispose()
    {
        // A server process that ends a session may still write there.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                Directory.Delete(Home, recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Yield();
            }
        }
    }

    private void Make(string folder)
    {
        var path = Path.Combine(Home, folder);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, Everybody);
    }
}
