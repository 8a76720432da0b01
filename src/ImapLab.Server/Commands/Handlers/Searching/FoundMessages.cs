using System.Collections.Immutable;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The messages that a search found, in the order in which they are told.</summary>
/// <param name="Numbers">Their sequence numbers.</param>
/// <param name="Uids">Their UIDs.</param>
internal sealed record FoundMessages(ImmutableArray<uint> Numbers, ImmutableArray<uint> Uids)
{
    public int Count => Uids.Length;

    /// <summary>What the client is told: UIDs, or sequence numbers.</summary>
    public ImmutableArray<uint> Told(bool byUid) => byUid ? Uids : Numbers;

    /// <summary>
    /// The UIDs of the messages that an answer speaks of: MIN, MAX and PARTIAL speak of some alone, all else of all (RFC 5182 section 2.4, RFC 9394
    /// section 3.2). These are kept for <c>$</c>, and their highest MODSEQ is told (RFC 4731 section 3.2).
    /// </summary>
    /// <param name="asked">Null for a plain search, which tells all.</param>
    public IEnumerable<Uid> SpokenOf(SearchReturn? asked) => Places(asked).Select(place => new Uid(Uids[place]));

    private IEnumerable<int> Places(SearchReturn? asked)
    {
        var some = asked is not null && (asked.Partial is not null || asked.Asks(SearchResults.Min | SearchResults.Max));
        if (!some || asked!.Asks(SearchResults.All | SearchResults.Count))
            return Enumerable.Range(0, Count);
        var places = new SortedSet<int>();
        if (asked.Partial?.Of(Count) is { Length: > 0 } partial)
            places.UnionWith(Enumerable.Range(partial.Start, partial.Length));
        if (asked.Asks(SearchResults.Min) && Count > 0)
            places.Add(0);
        if (asked.Asks(SearchResults.Max) && Count > 0)
            places.Add(Count - 1);
        return places;
    }
}
