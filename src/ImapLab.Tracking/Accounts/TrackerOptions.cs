using ImapLab.Protocol.Mail;

namespace ImapLab.Tracking.Accounts;

/// <summary>How often the folders that fit a pattern of <see cref="FolderGlob"/> are looked at.</summary>
public sealed record PollRule(string Folder, TimeSpan Interval);

/// <summary>What keeps a connection alive that is not in IDLE.</summary>
public enum KeepAlive
{
    Noop,

    /// <summary>STATUS of a folder that is not selected: some servers end connections that say nothing but NOOP.</summary>
    Status,
}

/// <summary>How a tracker goes about its work. The defaults suit a patient client of a public provider.</summary>
public sealed record TrackerOptions
{
    /// <summary>The account's name in events.</summary>
    public required string Account { get; init; }

    /// <summary>Which folders are tracked: patterns with <c>*</c> and <c>?</c>. None means all.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>How often the list of folders is read, and each folder looked at that <see cref="Polls"/> does not name.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often particular folders are looked at; the first rule that fits counts.</summary>
    public IReadOnlyList<PollRule> Polls { get; init; } = [];

    /// <summary>The folder that is followed between two looks, in IDLE where the server has it. If it is not tracked, the first is.</summary>
    public string Watched { get; init; } = "INBOX";

    /// <summary>How long one IDLE lasts at most. Where a server ends it earlier, the tracker learns to be earlier still.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>How often the watched folder is asked where the server has no IDLE, or none of use.</summary>
    public TimeSpan NoopInterval { get; init; } = TimeSpan.FromSeconds(15);

    public KeepAlive KeepAlive { get; init; }

    /// <summary>Logins that may follow one another without a pause.</summary>
    public int LoginBurst { get; init; } = 10;

    /// <summary>Logins an hour in the long run, whatever they are for.</summary>
    public int LoginsPerHour { get; init; } = 60;

    /// <summary>The wait after a server said that there are too many connections, or logins.</summary>
    public TimeSpan FirstCrowdedRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Each further such wait is twice as long, up to this.</summary>
    public TimeSpan LastCrowdedRetry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The silence after a server asked for fewer commands and did not say for how long.</summary>
    public TimeSpan FirstThrottle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Each further such silence is twice as long, up to this.</summary>
    public TimeSpan LastThrottle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the credentials may be refused in a row before only <see cref="AuthenticationPause"/> goes between two attempts.</summary>
    public int AuthenticationAttempts { get; init; } = 3;

    /// <summary>The wait between two attempts with credentials that were refused again and again. Servers lock accounts over less.</summary>
    public TimeSpan AuthenticationPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The wait before the first attempt to connect again, and before a folder that failed is tried again.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Each further wait is twice as long, up to this.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many attempts in a row may fail in <see cref="AccountTracker.SyncAsync"/> before it gives up.</summary>
    public int SyncAttempts { get; init; } = 4;

    /// <summary>How often one folder may fail in a row before it is set aside with a warning.</summary>
    public int FolderAttempts { get; init; } = 5;

    /// <summary>How long a folder stays set aside while its counters stand still.</summary>
    public TimeSpan ParkedRetry { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Messages described in one FETCH, and told in one transaction.</summary>
    public int SummaryChunk { get; init; } = 100;

    /// <summary>Messages whose identity is asked for in one FETCH.</summary>
    public int IdentityChunk { get; init; } = 500;

    /// <summary>How often a message's description may fail before the message is told with what is known.</summary>
    public int MessageAttempts { get; init; } = 4;

    /// <summary>How often a question is asked again because the folder moved while it was answered.</summary>
    public int ChurnAttempts { get; init; } = 4;

    /// <summary>A listing that removes at least so many messages, and half of the folder, is confirmed by a second one.</summary>
    public int MassDeletion { get; init; } = 5;

    /// <summary>
    /// What one round trip is worth, in bytes, where deletions are looked for: with a distant server and a broad line, more
    /// places are asked for at once. 600 finds one deletion among 100,000 messages in five round trips and less than 3 kB.
    /// </summary>
    public int RoundTripCost { get; init; } = 600;

    /// <summary>Whether the two halves of a move are told as one event.</summary>
    public MoveTelling Moves { get; init; } = MoveTelling.Pair;

    /// <summary>
    /// How long a deletion waits for the message to turn up in another folder, beside the one look at all folders that it
    /// always waits for.
    /// </summary>
    public TimeSpan MoveWindow { get; init; }

    /// <summary>More deletions than this in one folder within <see cref="AlarmWindow"/> are told as <c>massDeletion</c>, too; 0 for never.</summary>
    public int AlarmThreshold { get; init; } = 50;

    public TimeSpan AlarmWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long events and what was known of deleted messages are kept.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often what is older is looked for.</summary>
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where changed flags are told.</summary>
    public FlagTelling Flags { get; init; } = FlagTelling.Cheap;

    /// <summary>
    /// Where flags are told without CONDSTORE: of how many messages, the newest of each folder, they are read at each
    /// look. A row is about 40 bytes, so a thousand cost 40 kB a folder and look.
    /// </summary>
    public int FlagWindow { get; init; } = 1000;

    /// <summary>By what threads are named where the server names none.</summary>
    public ThreadTelling Threads { get; init; } = ThreadTelling.References;

    /// <summary>The start of the stream that the waits' jitter is drawn from.</summary>
    public ulong JitterSeed { get; init; }

    /// <summary>How often a folder is looked at.</summary>
    public TimeSpan PollOf(MailboxName folder) =>
        Polls.FirstOrDefault(rule => FolderGlob.Matches([rule.Folder], folder))?.Interval ?? Poll;
}

/// <summary>How a move is told.</summary>
public enum MoveTelling
{
    /// <summary>As one <c>messageMoved</c>, where the two halves are certain to belong together.</summary>
    Pair,

    /// <summary>As a <c>messageDeleted</c> and a <c>messageNew</c>, each at once.</summary>
    Separate,
}

/// <summary>Where changed flags are told.</summary>
public enum FlagTelling
{
    /// <summary>Where the server says by itself which changed: with CONDSTORE.</summary>
    Cheap,

    /// <summary>Everywhere; without CONDSTORE by reading those of the newest messages again at each look.</summary>
    Always,

    Never,
}

/// <summary>By what threads are named.</summary>
public enum ThreadTelling
{
    /// <summary>By THREADID or X-GM-THRID alone.</summary>
    Server,

    /// <summary>Without these, by References and In-Reply-To.</summary>
    References,

    /// <summary>Without those, too, by subject and people.</summary>
    Subject,
}
