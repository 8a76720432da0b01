using ImapLab.Server.Mailboxes;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>An idle client is told of arrivals and flags, not of what goes.</summary>
public sealed class IdleWithoutExpunge : Quirk, IDescribedQuirk, IAnnounceBehavior
{
    public static QuirkDescription Description { get; } = new(
        "announce.idle-without-expunge",
        "In IDLE no EXPUNGE is told; it comes with the end of IDLE or with a later command.",
        "IDLE exists so that changes are told at once (RFC 2177 section 3).",
        "Yahoo's own pages say that its IDLE tells new and changed messages only.",
        "A tracker that waits for EXPUNGE in IDLE learns of a deletion only when it looks for itself.");

    public static Quirk Create(QuirkArguments arguments) => new IdleWithoutExpunge();

    public IReadOnlyList<ViewChange> Choose(SeamContext context, IReadOnlyList<ViewChange> changes)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(changes);
        return context.IsIdle ? [.. changes.Where(change => change.Kind != ViewChangeKind.Expunged)] : changes;
    }
}
