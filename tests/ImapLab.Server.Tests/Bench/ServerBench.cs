using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;
using ImapLab.Server.Transcripts;

namespace ImapLab.Server.Tests.Bench;

/// <summary>A server in virtual time with one account, and raw clients that say exactly what a test types.</summary>
internal sealed class ServerBench
{
    public const string User = "user@example.test";
    public const string Password = "password";

    public static readonly ServerPlan Full = ServerPlan.Plain with
    {
        Capabilities = new CapabilityPlan
        {
            InGreeting = true,
            BeforeLogin = ["IMAP4rev1", "SASL-IR", "ID", "ENABLE", "IDLE", "LITERAL+", "AUTH=PLAIN"],
            AfterLogin =
            [
                "IMAP4rev1", "ID", "ENABLE", "IDLE", "NAMESPACE", "CHILDREN", "UNSELECT", "UIDPLUS", "MOVE", "SPECIAL-USE", "LIST-STATUS",
                "ESEARCH", "SEARCHRES", "WITHIN", "CONTEXT=SEARCH", "CONTEXT=SORT", "PARTIAL", "SORT", "SORT=DISPLAY", "ESORT", "THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES", "THREAD=REFS", "CONDSTORE", "LITERAL+",
            ],
        },
        Folders =
        [
            new FolderPlan(MailboxName.Inbox, FolderRole.Inbox, []),
            new FolderPlan(new MailboxName("Drafts"), FolderRole.Drafts, []),
            new FolderPlan(new MailboxName("Sent"), FolderRole.Sent, []),
            new FolderPlan(new MailboxName("Trash"), FolderRole.Trash, []),
        ],
    };

    /// <summary>A server that has more than <see cref="Full"/>.</summary>
    public static ServerPlan With(params string[] capabilities) =>
        Full with { Capabilities = Full.Capabilities with { AfterLogin = [.. Full.Capabilities.AfterLogin, .. capabilities] } };

    private readonly List<TranscriptLine> _transcript = [];

    public ServerBench(ServerPlan? plan = null, params Quirk[] quirks)
    {
        Time = new VirtualTime(Loop, new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero));
        Server = new FakeImapServer(plan ?? Full, quirks, Time, Loop, transcript: new Transcript(_transcript.Add));
        Account = Server.AddAccount(User, new Secret(Password));
    }

    public PumpedLoop Loop { get; } = new();

    public VirtualTime Time { get; }

    public FakeImapServer Server { get; }

    public Account Account { get; }

    public IReadOnlyList<TranscriptLine> Transcript => _transcript;

    public Mailbox Inbox => Account.Store.Find(MailboxName.Inbox)!;

    public RawClient Connect() => new(this);

    /// <summary>A client that begins with TLS.</summary>
    public RawClient ConnectTls() => new(this, tls: true);

    public RawClient LogIn()
    {
        var client = Connect();
        client.Say($"a0 LOGIN {User} {Password}");
        return client;
    }

    /// <summary>A client with INBOX selected, what that told already read.</summary>
    public RawClient Select(string mailbox = "INBOX")
    {
        var client = LogIn();
        client.Say($"a1 SELECT {mailbox}");
        return client;
    }

    /// <summary>Puts messages into INBOX, as the lab itself would.</summary>
    public void Deliver(int count, string mailbox = "INBOX")
    {
        for (var number = 1; number <= count; number++)
            Deliver($"Subject: Message {number}\r\nFrom: a@example.test\r\n\r\nText {number}\r\n", mailbox);
        Loop.RunUntilQuiet();
    }

    /// <summary>Puts messages of one size into INBOX.</summary>
    public void Deliver(int count, int octets)
    {
        for (var number = 1; number <= count; number++)
            Deliver($"Subject: Message {number}\r\n\r\n".PadRight(octets, 'x'));
        Loop.RunUntilQuiet();
    }

    public StoredMessage Deliver(string text, string mailbox = "INBOX")
    {
        var message = Account.Store.NewMessage(new HeldContent(Encoding.Latin1.GetBytes(text)));
        return Account.Store.Find(new MailboxName(mailbox))!.Add(0, message, FlagSet.Empty);
    }
}
