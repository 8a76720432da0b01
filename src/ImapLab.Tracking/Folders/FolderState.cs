using System.Collections.Immutable;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// How arrivals and deletions are found out, from the cheapest way to the surest. A contradiction leads one rung on.
/// </summary>
internal enum Rung
{
    /// <summary>What arrived since the last change known: FETCH with CHANGEDSINCE (RFC 7162 section 3.1.4.1).</summary>
    CondStore,

    /// <summary>What arrived from the cursor on, held against EXISTS.</summary>
    Counters,

    /// <summary>The UIDs at a few places, round by round, where messages are known to be gone.</summary>
    Bisect,

    /// <summary>All UIDs by SEARCH.</summary>
    Search,

    /// <summary>All UIDs by FETCH, chunk by chunk.</summary>
    Fetch,
}

/// <summary>
/// What is known of one folder while it is looked into. Nothing here is told or stored until the look is over.
/// </summary>
internal sealed record FolderState
{
    /// <summary>The UIDs that were known when the look began.</summary>
    public required UidSequence Baseline { get; init; }

    /// <summary>The counters that the baseline was computed from.</summary>
    public required Counters BaselineCounters { get; init; }

    /// <summary>The first UID that no answer has accounted for.</summary>
    public required Uid Cursor { get; init; }

    /// <summary>What the server can do.</summary>
    public SourceFeatures Features { get; init; } = SourceFeatures.None;

    /// <summary>Whether QRESYNC is not used for this folder: the server has contradicted itself by it, or refused it.</summary>
    public bool DistrustsResync { get; init; }

    /// <summary>What the server said when the folder was opened.</summary>
    public Counters Opened { get; init; } = Counters.Unknown;

    /// <summary>
    /// The view, once the places of all known UIDs are proven. Null before: an EXPUNGE then names nobody.
    /// </summary>
    public FolderView? View { get; init; }

    /// <summary>How many messages the server last announced, while there is no view.</summary>
    public int Exists { get; init; }

    public Rung Rung { get; init; }

    /// <summary>Attempts on this rung that brought nothing.</summary>
    public int Attempts { get; init; }

    /// <summary>Questions that were spoilt because the folder moved meanwhile.</summary>
    public int Churned { get; init; }

    /// <summary>The question that is open.</summary>
    public Question? Asked { get; init; }

    /// <summary>What is known of the survivors' places while deletions are looked for; null at other times.</summary>
    public Bisection? Bisection { get; init; }

    /// <summary>The UIDs listed so far, where they are listed place by place; null at other times.</summary>
    public UidSequence? Chunks { get; init; }

    /// <summary>A listing without most of the folder, which a second one must confirm.</summary>
    public UidSequence? Doubted { get; init; }

    /// <summary>Whether UIDNEXT went down, so that even a UID known before may name another message.</summary>
    public bool IdentityInDoubt { get; init; }

    /// <summary>In the view, not in the baseline.</summary>
    public UidSequence Arrived { get; init; } = new();

    /// <summary>In the baseline, and proven to be gone.</summary>
    public UidSequence Removed { get; init; } = new();

    /// <summary>What proves that those removed are gone; where several things do, the last of them.</summary>
    public DeletionProof Proof { get; init; }

    /// <summary>Known messages that changed after <see cref="MarkedSince"/>, with their flags, as QRESYNC told them.</summary>
    public IReadOnlyList<MarkedMessage> Marked { get; init; } = [];

    /// <summary>Null where QRESYNC was not asked.</summary>
    public ModSeq? MarkedSince { get; init; }

    /// <summary>What the user should know though it was coped with.</summary>
    public ImmutableList<string> Warnings { get; init; } = [];

    public UidValidity Epoch => Opened.UidValidity != default ? Opened.UidValidity : BaselineCounters.UidValidity;

    /// <summary>How many messages the server says there are.</summary>
    public int Count => View?.Count ?? Exists;

    public FolderState Warn(string warning) => Warnings.Contains(warning) ? this : this with { Warnings = Warnings.Add(warning) };

    /// <summary>Takes messages into the view that stand behind all others.</summary>
    public FolderState Append(FolderView view, IReadOnlyList<Uid> uids) =>
        this with { View = new FolderView(view.Known.With(uids), view.Tail - uids.Count), Arrived = Arrived.With(uids) };

    /// <summary>Nothing proven any more: what was found is found again by comparing with the baseline.</summary>
    public FolderState Unproven(int exists) => this with { View = null, Exists = exists, Bisection = null, Chunks = null, Arrived = new(), Removed = new() };

    /// <summary>Takes messages out that are gone. One that was never told simply is not there.</summary>
    public FolderState Without(IReadOnlyList<Uid> gone)
    {
        if (gone.Count == 0)
            return this;
        var untold = gone.Where(Arrived.Contains).ToList();
        return this with { Arrived = Arrived.Without(untold), Removed = Removed.With(gone.Except(untold)), Proof = DeletionProof.Announced };
    }
}
