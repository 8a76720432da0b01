namespace ImapLab.Tracking.Accounts;

/// <summary>How a tracker goes about its work. The defaults suit a patient client of a public provider.</summary>
public sealed record TrackerOptions
{
    /// <summary>The account's name in events.</summary>
    public required string Account { get; init; }

    /// <summary>Which folders are tracked: patterns with <c>*</c> and <c>?</c>. None means all.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>How often all folders are looked at. IDLE is renewed at least as often.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often INBOX is asked by NOOP where the server has no IDLE.</summary>
    public TimeSpan NoopInterval { get; init; } = TimeSpan.FromSeconds(15);

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

    /// <summary>The start of the stream that the waits' jitter is drawn from.</summary>
    public ulong JitterSeed { get; init; }
}
