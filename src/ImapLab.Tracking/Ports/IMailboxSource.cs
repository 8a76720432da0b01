using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>
/// One authenticated connection, as the tracker needs it: what the server says, in the order in which it says it, with
/// nothing remembered from earlier answers. Questions are asked one at a time. Every method throws
/// <see cref="SourceException"/> where the server refuses or the connection is gone.
/// </summary>
public interface IMailboxSource : IAsyncDisposable
{
    SourceFeatures Features { get; }

    /// <summary>All folders of the user's own, as LIST names them.</summary>
    Task<IReadOnlyList<ListedFolder>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A folder's counters by STATUS. Not for the selected folder: RFC 9051 section 6.3.11 warns against it, and servers
    /// have answered from a stale view.
    /// </summary>
    Task<Counters> StatusAsync(MailboxName folder, CancellationToken cancellationToken);

    /// <summary>Selects a folder for reading (EXAMINE), also where it is selected already. Its view starts afresh.</summary>
    /// <returns>What this answer said, and nothing older.</returns>
    Task<Counters> OpenAsync(MailboxName folder, CancellationToken cancellationToken);

    /// <summary>
    /// Selects a folder as <see cref="OpenAsync"/> does, and asks what happened since (QRESYNC, RFC 7162 section 3.2.5). Only
    /// where <see cref="SourceFeatures.QuickResync"/> says so.
    /// </summary>
    Task<Resynced> ResyncAsync(MailboxName folder, ResyncPoint point, CancellationToken cancellationToken);

    /// <summary>
    /// The UIDs from <paramref name="from"/> on, ascending. The server may answer <c>n:*</c> with the last message though
    /// it is older (RFC 9051 section 9, seq-range): such a row is left out.
    /// </summary>
    /// <param name="from">The first UID of interest.</param>
    /// <param name="changedSince">With CONDSTORE: only what arrived or changed after this (RFC 7162 section 3.1.4.1).</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    Task<IReadOnlyList<Uid>> ListFromAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken);

    /// <summary>All UIDs of the selected folder by SEARCH, ascending, each once. Servers have lied in SEARCH: it proves nothing by itself.</summary>
    Task<IReadOnlyList<Uid>> SearchAllAsync(CancellationToken cancellationToken);

    /// <summary>The UIDs at some places of the selected folder, by a plain FETCH. A place may be missing.</summary>
    Task<IReadOnlyList<PlacedUid>> ProbeAsync(IReadOnlyList<Msn> places, CancellationToken cancellationToken);

    /// <summary>What messages are. One may be missing where it is gone or the server keeps it back.</summary>
    Task<IReadOnlyList<MessageSummary>> FetchAsync(IReadOnlyList<Uid> uids, SummaryDetail detail, CancellationToken cancellationToken);

    /// <summary>
    /// Flags, and labels where there are any, of the messages from a UID on; with <paramref name="changedSince"/> only of
    /// those that changed after it. A row that does not tell them is left out: that is not the same as none.
    /// </summary>
    Task<IReadOnlyList<MarkedMessage>> FetchMarksAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken);

    /// <summary>MAILBOXID of a folder that is not selected (RFC 8474 section 4.3); null where the server has none.</summary>
    Task<string?> MailboxIdAsync(MailboxName folder, CancellationToken cancellationToken);

    /// <summary>Gives the server the chance to tell what it held back.</summary>
    Task NoopAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits in IDLE until the selected folder changes or <paramref name="wake"/> fires, then leaves IDLE.
    /// </summary>
    Task IdleAsync(CancellationToken wake, CancellationToken cancellationToken);

    /// <summary>What the server told of the selected folder without being asked, since the last call, in its order.</summary>
    IReadOnlyList<ViewChange> TakeChanges();

    /// <summary>
    /// Whether the server served us, since the last call, and asked us to slow down all the same: seen as a tagged
    /// <c>OK [THROTTLED]</c>.
    /// </summary>
    bool TakeThrottle() => false;

    /// <summary>Says goodbye, where the connection still stands.</summary>
    Task LogoutAsync(CancellationToken cancellationToken);
}

/// <summary>What the server advertises that changes how it is asked.</summary>
public sealed record SourceFeatures(bool Idle, bool CondStore)
{
    public static readonly SourceFeatures None = new(Idle: false, CondStore: false);

    /// <summary>Whether the server tells what went while nobody looked (QRESYNC), and has agreed to.</summary>
    public bool QuickResync { get; init; }

    /// <summary>Whether SEARCH answers in ranges (ESEARCH, RFC 4731).</summary>
    public bool RangedSearch { get; init; }

    /// <summary>Whether mailboxes have ids that outlive their names (OBJECTID, RFC 8474).</summary>
    public bool MailboxIds { get; init; }

    /// <summary>Whether folders are labels, and messages have ids and labels of their own (X-GM-EXT-1).</summary>
    public bool Labels { get; init; }
}

/// <summary>How much is asked about a message.</summary>
public enum SummaryDetail
{
    /// <summary>All that an event tells.</summary>
    Full,

    /// <summary>What recognises it in another epoch.</summary>
    Identity,

    /// <summary>Only what a server can say without reading the message: for those whose headers break the answer.</summary>
    Bare,
}

/// <summary>A UID and the place where it stands.</summary>
public readonly record struct PlacedUid(Msn Place, Uid Uid);
