using System.Text;
using ImapLab.Fuzz.Tests.Checks;
using ImapLab.Fuzz.Tests.Generation;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;
using ImapLab.Server;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Sasl;
using ImapLab.Server.Sessions;
using ImapLab.Server.Transcripts;
using ImapLab.Server.Wires;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>A server that can do everything, with little room for anything, so that its limits are met too.</summary>
internal sealed class FuzzServer
{
    /// <summary>What takes something away from clients rather than giving it.</summary>
    private static readonly string[] Never = ["LITERAL-", "LOGINDISABLED", "UTF8=ONLY"];

    /// <summary>What only mailboxes that are labels have.</summary>
    private const string Labels = "X-GM-EXT-1";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["RIGHTS"] = "RIGHTS=texk", ["APPENDLIMIT"] = "APPENDLIMIT=20000", ["MESSAGELIMIT"] = "MESSAGELIMIT=1000", ["SAVELIMIT"] = "SAVELIMIT=1000" };
    private static readonly ServerCertificate Certificate = ServerCertificate.SelfSigned(TimeProvider.System);

    private static readonly Lazy<byte[][]> Mail = new(() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mail"), "*.eml").Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length < 4000).Select(File.ReadAllBytes)]);

    public static readonly ServerPlan Plan = ServerPlan.Plain with
    {
        Capabilities = new CapabilityPlan
        {
            InGreeting = true,
            InLoginReply = true,
            BeforeLogin = ["IMAP4rev1", "STARTTLS", "SASL-IR", "ID", "ENABLE", "LITERAL+", .. SaslMechanisms.All.Select(SaslMechanisms.CapabilityOf)],
            AfterLogin = [.. CommandCatalog.AllServed.Except([.. Never, Labels]).Where(name => name != "STARTTLS" && !name.StartsWith("AUTH=", StringComparison.Ordinal)).Select(name => Values.GetValueOrDefault(name, name))],
        },
        Folders =
        [
            new FolderPlan(MailboxName.Inbox, FolderRole.Inbox, []),
            new FolderPlan(new MailboxName("Sent"), FolderRole.Sent, []),
            new FolderPlan(new MailboxName("Work"), FolderRole.None, []),
            new FolderPlan(new MailboxName("Work/Deep"), FolderRole.None, []),
        ],
        Limits = new ServerLimits
        {
            BeforeLogin = new FramerLimits(Line: 1000, Literal: 500, Literals: 4),
            AfterLogin = new FramerLimits(Line: 4000, Literal: 20_000, Literals: 8),
            Message = 20_000,
            BadCommands = 1000,
            Notifications = 5,
        },
    };

    /// <summary>The same, where a message may be in several folders.</summary>
    private static readonly ServerPlan Labelled = Plan with
    {
        Capabilities = Plan.Capabilities with { AfterLogin = [.. Plan.Capabilities.AfterLogin, Labels] },
        Folders = [.. Plan.Folders, new FolderPlan(new MailboxName("All"), FolderRole.All, [])],
        Semantics = Plan.Semantics with { Labels = new LabelSemantics() },
    };

    /// <param name="seed">Which mail it has, and whether its folders are labels: one in four.</param>
    public FuzzServer(int seed)
    {
        Server = new FakeImapServer(seed % 4 == 3 ? Labelled : Plan, [], StillTime.Instance, Loop, transcript: new Transcript(line => Leak ??= SecretWatch.Look(line, Account?.Connections ?? 0)), certificate: Certificate);
        Account = Server.AddAccount(Words.User, new Secret(Words.Secret));
        Server.Grant(Words.User, new Secret(Words.Secret));
        Deliver(seed);
    }

    /// <summary>A line of the transcript that must not be there.</summary>
    public Finding? Leak { get; private set; }

    public StepLoop Loop { get; } = new();

    public FakeImapServer Server { get; }

    public Account Account { get; }

    public Mailbox Inbox => Account.Store.Find(MailboxName.Inbox) ?? throw new Finding("There is no INBOX any more.");

    private void Deliver(int seed)
    {
        for (var number = 0; number < 6; number++)
        {
            var mail = Mail.Value[(seed + (number * 7)) % Mail.Value.Length];
            Inbox.Add(0, Account.Store.NewMessage(new HeldContent(mail), StillTime.Instance.GetUtcNow()), FlagSet.Of(number % 2 == 0 ? ["\\Seen"] : ["$Label", "\\Flagged"]));
        }

        var text = Encoding.ASCII.GetBytes("Subject: Message 1\r\nMessage-Id: <1@x>\r\n\r\nhello\r\n");
        Account.Store.Find(new MailboxName("Work"))!.Add(0, Account.Store.NewMessage(new HeldContent(text), StillTime.Instance.GetUtcNow()), FlagSet.Empty);
    }
}
