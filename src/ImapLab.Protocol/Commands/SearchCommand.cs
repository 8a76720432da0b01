using System.Globalization;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <param name="Return">Null for a plain SEARCH, which is answered with a SEARCH reply and not with ESEARCH.</param>
/// <param name="Charset">In which charset the client wrote its texts; null where it did not say.</param>
public sealed record SearchCommand(string Tag, bool ByUid, SearchReturn? Return, string? Charset, SearchKey Key)
    : ImapCommand(Tag, ByUid ? "UID SEARCH" : "SEARCH")
{
    public override bool SaysNumbers => !ByUid || Key.Flatten().Any(key => key is SearchKey.Messages { Set.IsSaved: false });

    public override IEnumerable<SequenceSet> SearchedUids => Key.UidSets();
}

/// <summary>CANCELUPDATE (RFC 5267 section 4.3.5).</summary>
/// <param name="Tags">The tags of the searches whose updates shall end.</param>
public sealed record CancelUpdateCommand(string Tag, IReadOnlyList<string> Tags) : ImapCommand(Tag, "CANCELUPDATE");

/// <summary>What an extended SEARCH or SORT is to answer (RFC 4731, RFC 5182, RFC 5267, RFC 9394).</summary>
/// <param name="Partial">The stretch of the results that is asked for; null where PARTIAL was not asked.</param>
public sealed record SearchReturn(SearchResults Results, PartialRange? Partial = null)
{
    /// <summary>What FETCH is to tell of each new message that joins the result, with UPDATE (RFC 5465 section 7).</summary>
    public IReadOnlyList<FetchItem> UpdateItems { get; init; } = [];

    public bool Asks(SearchResults results) => (Results & results) != 0;
}

[Flags]
public enum SearchResults
{
    None = 0,
    Min = 1,
    Max = 2,
    All = 4,
    Count = 8,

    /// <summary>Keep what was found, for <c>$</c> (RFC 5182).</summary>
    Save = 16,

    /// <summary>Tell what joins and leaves the result from now on (RFC 5267 section 4.3).</summary>
    Update = 32,

    /// <summary>The client will ask the like again (RFC 5267 section 4.2): a hint that changes no answer.</summary>
    Context = 64,
}

/// <summary>A stretch of results, counted from 1 from the first one or from the last (RFC 9394 section 3.1).</summary>
/// <param name="First">As the client gave it: it may be above <paramref name="Last"/>.</param>
public sealed record PartialRange(uint First, uint Last, bool FromEnd)
{
    /// <summary>The places of a list of so many results that it names, counted from 0: the first, and how many; none where it is beyond the list.</summary>
    public (int Start, int Length) Of(int count)
    {
        var near = Math.Min(First, Last);
        var far = Math.Min(Math.Max(First, Last), (uint)count);
        if (near > far)
            return (0, 0);
        var length = (int)(far - near) + 1;
        return FromEnd ? (count - (int)far, length) : ((int)near - 1, length);
    }

    public override string ToString() => FromEnd
        ? string.Create(CultureInfo.InvariantCulture, $"-{First}:-{Last}")
        : string.Create(CultureInfo.InvariantCulture, $"{First}:{Last}");
}
