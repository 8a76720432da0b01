using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Finds the same messages in two epochs of a folder by what they are: EMAILID, else Message-ID, size and arrival date together. Those
/// found again are not told. Where a message might be one of another epoch, and nothing decides it, it is not told either.
/// </summary>
internal static class EpochRemap
{
    /// <summary>Compares the messages of two epochs.</summary>
    /// <returns>The old UIDs of messages that are gone, and the new UIDs of those that came; both ascending.</returns>
    public static (IReadOnlyList<Uid> Gone, IReadOnlyList<Uid> Came) Compare(
        IReadOnlyCollection<KnownMessage> before,
        IReadOnlyCollection<KnownMessage> after)
    {
        // An id of the server's own outlives the epoch (RFC 8474 section 5.1); what has none on the other side is left to the rest.
        (before, after) = (Unknown(before, after), Unknown(after, before));
        var olds = before.Where(IsComplete).ToLookup(message => Strong(message.Identity!));
        var news = after.Where(IsComplete).ToLookup(message => Strong(message.Identity!));
        var gone = Undecided(before, news);
        var came = Undecided(after, olds);
        return (Certain(gone, came), Certain(came, gone));
    }

    private static List<KnownMessage> Unknown(IReadOnlyCollection<KnownMessage> messages, IReadOnlyCollection<KnownMessage> others)
    {
        var known = others.Select(other => other.Identity?.EmailId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. messages.Where(message => message.Identity?.EmailId is not { } id || !known.Contains(id))];
    }

    /// <summary>
    /// The messages that the strong identity does not settle: none like it on the other side, or no identity. As many on
    /// both sides are the same ones; another number on each side is nobody's guess.
    /// </summary>
    private static List<KnownMessage> Undecided(
        IReadOnlyCollection<KnownMessage> messages,
        ILookup<(string, long, DateTimeOffset), KnownMessage> theirs) =>
        [.. messages.Where(message => !IsComplete(message) || !theirs.Contains(Strong(message.Identity!)))];

    /// <summary>Those of which no undecided message of the other side can be the other form.</summary>
    private static List<Uid> Certain(List<KnownMessage> messages, List<KnownMessage> others)
    {
        var incomplete = others.Where(other => !IsComplete(other)).ToList();
        var anyoneCouldBe = incomplete.Any(other => Weak(other.Identity) is null);
        var weakIncomplete = incomplete.Select(other => Weak(other.Identity)).OfType<(long, DateTimeOffset)>().ToHashSet();
        var weakAll = others.Select(other => Weak(other.Identity)).OfType<(long, DateTimeOffset)>().ToHashSet();
        return [.. messages
            .Where(message => Weak(message.Identity) is { } weak
                ? !anyoneCouldBe && !(IsComplete(message) ? weakIncomplete : weakAll).Contains(weak)
                : others.Count == 0)
            .Select(message => message.Uid)
            .Order()];
    }

    private static bool IsComplete(KnownMessage message) => message.Identity is { IsComplete: true };

    private static (string, long, DateTimeOffset) Strong(MessageIdentity identity) =>
        (identity.MessageId!, identity.Size!.Value, identity.InternalDate!.Value);

    private static (long, DateTimeOffset)? Weak(MessageIdentity? identity) =>
        identity is { Size: { } size, InternalDate: { } date } ? (size, date) : null;
}
