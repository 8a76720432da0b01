using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>What a server with QRESYNC is told of what is known, so that it tells what is not (RFC 7162 section 3.2.5).</summary>
/// <param name="UidValidity">The epoch.</param>
/// <param name="Since">The last change known.</param>
/// <param name="Highest">The highest UID known; the known ones are <c>1:highest</c>, however many of these are gone long since.</param>
/// <param name="Samples">
/// Some known messages with their places, ascending. Where one stands where it stood, the server need not name what went
/// before it (RFC 7162 section 3.2.5.2).
/// </param>
public sealed record ResyncPoint(UidValidity UidValidity, ModSeq Since, Uid Highest, IReadOnlyList<PlacedUid> Samples)
{
    public bool Equals(ResyncPoint? other) =>
        other is not null && (UidValidity, Since, Highest) == (other.UidValidity, other.Since, other.Highest) && Samples.SequenceEqual(other.Samples);

    public override int GetHashCode() => HashCode.Combine(UidValidity, Since, Highest);
}

/// <summary>What a server said when a folder was opened with QRESYNC.</summary>
/// <param name="Counters">What the folder is like now.</param>
/// <param name="Vanished">VANISHED (EARLIER): what went since. It may name UIDs that nobody ever had.</param>
/// <param name="Changed">Messages that changed since, with their flags.</param>
public sealed record Resynced(Counters Counters, IReadOnlyList<SequenceSet> Vanished, IReadOnlyList<MarkedMessage> Changed);
