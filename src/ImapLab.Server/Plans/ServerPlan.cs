using System.Collections.Frozen;
using System.Globalization;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Plans;

/// <summary>
/// Everything about a server that is data: what it can do, how it spells, what its mailboxes do. A profile is read into
/// one; a quirk that is data is a change of one.
/// </summary>
public sealed record ServerPlan
{
    private readonly FrozenDictionary<MailboxName, FolderRole> _roles = FrozenDictionary<MailboxName, FolderRole>.Empty;

    /// <summary>RFC 3501 and nothing else.</summary>
    public static readonly ServerPlan Plain = new();

    /// <summary>The names of all commands that a server can have, in upper case.</summary>
    public static IEnumerable<string> CommandNames => CommandCatalog.Names;

    /// <summary>The text of the greeting.</summary>
    public string Greeting { get; init; } = "IMAP4rev1 server ready";

    public CapabilityPlan Capabilities { get; init; } = CapabilityPlan.Rev1;

    /// <summary>What ID answers; null for NIL.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? Id { get; init; }

    public char Delimiter { get; init; } = '/';

    /// <summary>The prefix of the personal namespace.</summary>
    public string NamespacePrefix { get; init; } = "";

    /// <summary>Where other users' mailboxes are (RFC 2342 section 5).</summary>
    public IReadOnlyList<Namespace> OtherUsers { get; init; } = [];

    /// <summary>Where mailboxes are that belong to nobody.</summary>
    public IReadOnlyList<Namespace> Shared { get; init; } = [];

    /// <summary>All namespaces, the personal one first.</summary>
    public IEnumerable<Namespace> Namespaces => [new Namespace(NamespacePrefix, Delimiter), .. OtherUsers, .. Shared];

    public IReadOnlyList<FolderPlan> Folders
    {
        get;
        init
        {
            field = value;
            _roles = value.Where(folder => folder.Role != FolderRole.None).DistinctBy(folder => folder.Name).ToFrozenDictionary(folder => folder.Name, folder => folder.Role);
        }
    } = [new FolderPlan(MailboxName.Inbox, FolderRole.Inbox, [])];

    /// <summary>What a mailbox is for because of its name; none where roles belong to mailboxes.</summary>
    public FolderRole RoleMadeAt(MailboxName name) => Semantics.Folders.RolesByName ? _roles.GetValueOrDefault(name) : FolderRole.None;

    /// <summary>What every account may use.</summary>
    public IReadOnlyList<QuotaPlan> Quotas { get; init; } = [];

    /// <summary>What it takes by way of annotations.</summary>
    public MetadataPlan Metadata { get; init; } = new();

    public MailboxSemantics Semantics { get; init; } = MailboxSemantics.Standard;

    public WireStyle Style { get; init; } = WireStyle.Plain;

    /// <summary>What a failed login says.</summary>
    public string LoginRefusal { get; init; } = "[AUTHENTICATIONFAILED] Authentication failed";

    /// <summary>The scope that a refused access token is told to be asked for.</summary>
    public string TokenScope { get; init; } = "mail";

    public ServerLimits Limits { get; init; } = new();

    /// <summary>What of the plan cannot be so together, in words; null where all can.</summary>
    public string? Contradiction =>
        Capabilities.Has("X-GM-EXT-1") && Semantics.Labels is null ? "X-GM-EXT-1 is about labels, and the mailboxes are none"
        : Semantics.Labels is not null && Folders.All(folder => folder.Role != FolderRole.All) ? "mailboxes that are labels need a folder of the role all"
        : Metadata.MaxSize > Limits.Arguments ? $"no command may have literals of more than {Limits.Arguments} octets, and a value of METADATA may have {Metadata.MaxSize}"
        : null;

    /// <summary>
    /// The largest message that APPEND takes, in octets: what APPENDLIMIT says where it says a number (RFC 7889), or else the plan's own limit.
    /// </summary>
    public int AppendLimit =>
        uint.TryParse(Capabilities.ValueOf("APPENDLIMIT"), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            ? (int)Math.Min(said, (uint)Limits.Message)
            : Limits.Message;

    /// <summary>How many messages one command processes; null for all that it names (RFC 9738).</summary>
    public int? MessageLimit => Number("MESSAGELIMIT");

    /// <summary>How many messages one command saves in a mailbox; null for all (RFC 9738 section 4).</summary>
    public int? SaveLimit => Number("SAVELIMIT") ?? MessageLimit;

    /// <summary>The rights to mailboxes that there are here.</summary>
    public MailboxRights Rights => RightsText.Served(Capabilities.ValueOf("RIGHTS"));

    private int? Number(string capability) =>
        int.TryParse(Capabilities.ValueOf(capability), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The bounds that keep one client from harming the rest.</summary>
public sealed record ServerLimits
{
    /// <summary>The longest command line and the largest literal before login, where a client is nobody yet.</summary>
    public FramerLimits BeforeLogin { get; init; } = new(Line: 8 * 1024, Literal: 8 * 1024, Literals: 4);

    public FramerLimits AfterLogin { get; init; } = new();

    /// <summary>All literals of one command that carries no messages together, in octets.</summary>
    public int Arguments { get; init; } = 1024 * 1024;

    /// <summary>How deep search keys may nest.</summary>
    public int Nesting { get; init; } = ParseCursor.UsualNesting;

    /// <summary>After how many messages a command that looks at many of them tells how far it has come (RFC 9585).</summary>
    public int ProgressEvery { get; init; } = 10_000;

    /// <summary>
    /// How much may wait for one client that asked by NOTIFY to be told of it: mailboxes with news, names, and new messages at once; with more it is told
    /// that it is told nothing any more (RFC 5465 section 5.8). Nor may it ask for the messages of more mailboxes.
    /// </summary>
    public int Notifications { get; init; } = 10_000;

    /// <summary>The largest message that APPEND takes, in octets.</summary>
    public int Message { get; init; } = 64 * 1024 * 1024;

    /// <summary>The longest name of a mailbox, in characters.</summary>
    public int MailboxName { get; init; } = 4096;

    /// <summary>The longest level of a mailbox's name, in characters.</summary>
    public int MailboxLevel { get; init; } = 255;

    /// <summary>How many levels a mailbox's name may have.</summary>
    public int MailboxLevels { get; init; } = 200;

    /// <summary>How many mailboxes an account may have.</summary>
    public int Mailboxes { get; init; } = 100_000;

    /// <summary>How many identifiers one mailbox's list of rights may have (RFC 4314).</summary>
    public int AclEntries { get; init; } = 1000;

    /// <summary>Malformed commands in a row after which the connection is closed.</summary>
    public int BadCommands { get; init; } = 20;

    /// <summary>Bad commands before login, in a row or not, after which one more is answered with BYE alone; null where <see cref="BadCommands"/> goes for these, too.</summary>
    public int? BadCommandsBeforeLogin { get; init; }

    /// <summary>Octets of what no command asked for that may wait for a client that does not read; with more the connection is ended.</summary>
    public int PendingOutput { get; init; } = 1024 * 1024;

    /// <summary>A client that takes nothing of what waits for it is disconnected after this long.</summary>
    public TimeSpan Unread { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A session without commands is logged out after this long. At least 30 minutes (RFC 9051 section 5.4).</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a client in IDLE is told that the server is still there; null for never.</summary>
    public TimeSpan? IdleHeartbeat { get; init; }

    /// <summary>A connection that does not log in is closed after this long.</summary>
    public TimeSpan Unauthenticated { get; init; } = TimeSpan.FromMinutes(3);
}
