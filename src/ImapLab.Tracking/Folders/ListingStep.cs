using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>Lists all UIDs, and takes them for what the folder holds. Where that lacks most of what was known, it is done twice.</summary>
internal static class ListingStep
{
    public static Look Ask(FolderState state, Rung rung, LookLimits limits)
    {
        if (rung != state.Rung)
            state = state with { Rung = rung, Attempts = 0 };

        // SEARCH in an empty folder says nothing: it is the count itself that needs a witness.
        if (state.Count == 0)
            return state.Baseline.Count == 0 ? Take(state, new UidSequence(), [], limits) : ChunkStep.Begin(state with { Rung = Rung.Fetch }, limits);
        return rung == Rung.Fetch ? ChunkStep.Begin(state, limits) : Look.Ask(state, new Question.Search());
    }

    /// <summary>Whether a listing lacks so much of what was known that one witness is not enough.</summary>
    public static bool IsMassDeletion(int removed, int known, LookLimits limits) =>
        removed >= limits.MassDeletion && removed * 2L >= known;

    /// <summary>Compares what is there with what was known.</summary>
    /// <param name="state">What was known.</param>
    /// <param name="listed">All messages of one moment, as many as the server counted then.</param>
    /// <param name="later">What was told since that moment.</param>
    /// <param name="limits">How much needs a second witness.</param>
    public static Look Take(FolderState state, UidSequence listed, IReadOnlyList<ViewChange> later, LookLimits limits)
    {
        var (arrived, removed) = Compare(state.Baseline, listed);
        if (state.Doubted is { } doubted)
        {
            // What a first listing left out and a second one holds was never gone; then one of the two is wrong.
            var disagree = listed.Any(uid => state.Baseline.Contains(uid) && !doubted.Contains(uid));
            if (disagree)
                state = state.Warn("a listing left out messages that are there");
            if (disagree && IsMassDeletion(removed.Count, state.Baseline.Count, limits))
            {
                return state.Attempts == 0
                    ? Look.Ask(state with { Doubted = listed, Attempts = 1 }, new Question.Open())
                    : Look.GiveUp(state with { Doubted = null }, passing: false, "no two listings agree on which messages are gone");
            }
        }
        else if (IsMassDeletion(removed.Count, state.Baseline.Count, limits))
        {
            return Look.Ask(state with { Doubted = listed }, new Question.Open());
        }

        var listing = state with
        {
            View = new FolderView(listed, 0),
            Arrived = UidSequence.From(arrived),
            Removed = UidSequence.From(removed),
            Proof = DeletionProof.Listed,
            Doubted = null,
            Chunks = null,
            // The places of all UIDs are known now, so what comes later can be asked for in the cheap way again.
            Rung = Rung.Counters,
            Attempts = 0,
        };
        return state.Rung == Rung.Search
            ? ProbeStep.Ask(listing, removed, later, limits)
            : SyncStep.Next(listing, later, limits);
    }

    private static (List<Uid> Arrived, List<Uid> Removed) Compare(UidSequence known, UidSequence listed)
    {
        var arrived = new List<Uid>();
        var removed = new List<Uid>();
        using var olds = known.GetEnumerator();
        using var news = listed.GetEnumerator();
        var old = olds.MoveNext();
        var @new = news.MoveNext();
        while (old || @new)
        {
            var order = !old ? 1 : !@new ? -1 : olds.Current.CompareTo(news.Current);
            if (order < 0)
                removed.Add(olds.Current);
            else if (order > 0)
                arrived.Add(news.Current);
            if (order <= 0)
                old = olds.MoveNext();
            if (order >= 0)
                @new = news.MoveNext();
        }

        return (arrived, removed);
    }
}
