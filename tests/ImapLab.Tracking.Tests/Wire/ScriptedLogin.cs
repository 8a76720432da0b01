using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;
using MailKit.Security;

namespace ImapLab.Tracking.Tests.Wire;

/// <summary>Connects to a <see cref="ScriptedServer"/> that answers everything up to a point as servers do.</summary>
internal static class ScriptedLogin
{
    public const string Greeting = "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN IDLE NAMESPACE ID] hello\r\n";

    /// <summary>Answers as a server with an empty INBOX does; null for what a test answers itself.</summary>
    public static IEnumerable<string> Usual(string tag, string line)
    {
        var command = line.Split(' ')[0].ToUpperInvariant();
        return command switch
        {
            "CAPABILITY" => [$"* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE NAMESPACE ID\r\n{tag} OK done\r\n"],
            "NAMESPACE" => [$"* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n{tag} OK done\r\n"],
            "LIST" => [$"* LIST () \"/\" INBOX\r\n{tag} OK done\r\n"],
            "EXAMINE" => [$"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 1] next\r\n{tag} OK [READ-ONLY] done\r\n"],
            "IDLE" => ["+ idling\r\n"],
            _ => [$"{tag} OK done\r\n"],
        };
    }

    public static MailKitOptions Options(ScriptedServer server) => new()
    {
        Host = "imap.example.test",
        Port = 143,
        Security = SecureSocketOptions.None,
        User = "u",
        Password = "secret",
        OpenStream = _ => ValueTask.FromResult<Stream>(server),
    };

    public static Task<IMailboxSource> ConnectAsync(ScriptedServer server, TimeProvider? time = null, Func<MailKitOptions, MailKitOptions>? change = null)
    {
        // NUnit's context would have it go on in another thread than the test's.
        SynchronizationContext.SetSynchronizationContext(null);
        var options = Options(server);
        return new MailKitConnector(change?.Invoke(options) ?? options, time ?? TimeProvider.System).ConnectAsync(CancellationToken.None);
    }
}
