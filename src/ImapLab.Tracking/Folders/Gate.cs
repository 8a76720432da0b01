using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Decides from counters alone whether a folder can have changed. All four are looked at together: none of them proves
/// anything by itself.
/// </summary>
internal static class Gate
{
    /// <summary>Whether the counters prove that no message came or went since the baseline was taken.</summary>
    /// <param name="baseline">The counters of the last look; <see cref="Counters.Exists"/> is the number of UIDs known.</param>
    /// <param name="seen">The counters now.</param>
    public static bool ProvesNothing(Counters baseline, Counters seen)
    {
        if (IsAnotherEpoch(baseline, seen) || seen.Exists is null || seen.Exists != baseline.Exists)
            return false;
        if (baseline.UidValidity == default && seen.UidValidity != default)
            return false;

        // UIDNEXT grows with every arrival (RFC 9051 section 2.3.1.1). If it stands still nothing came, and as many as
        // before means that nothing went.
        if (baseline.UidNext is { } before && seen.UidNext is { } now)
            return before == now;

        // Every arrival gets a new mod-sequence (RFC 7162 section 3.1.1), so the same HIGHESTMODSEQ says the same. It
        // says nothing of deletions by itself: without QRESYNC an EXPUNGE need not move it.
        return baseline.HighestModSeq is { } then && seen.HighestModSeq == then;
    }

    /// <summary>Whether the UIDs known are void. An epoch that an answer left out is not another one.</summary>
    public static bool IsAnotherEpoch(Counters baseline, Counters seen) =>
        baseline.UidValidity != default && seen.UidValidity != default && baseline.UidValidity != seen.UidValidity;
}
