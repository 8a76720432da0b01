using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>What searches leave behind for later, as long as the mailbox stays selected.</summary>
internal sealed class KeptSearches(SessionView view)
{
    private static readonly SequenceSet Nothing = new([]);

    /// <summary>The UIDs that <c>$</c> stands for (RFC 5182); some may be expunged by now.</summary>
    public SequenceSet Saved { get; private set; } = Nothing;

    public SearchUpdates Updates { get; } = new(view);

    /// <param name="uids">In any order.</param>
    public void Save(IEnumerable<Uid> uids)
    {
        var ascending = uids.Order().Distinct().ToList();
        Saved = ascending.Count == 0 ? Nothing : SequenceSet.Of(ascending);
    }
}
