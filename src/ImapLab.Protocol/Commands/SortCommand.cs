using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>SORT (RFC 5256, RFC 5267 section 3).</summary>
/// <param name="Return">Null for a plain SORT, which is answered with a SORT reply and not with ESEARCH.</param>
/// <param name="Order">The first key decides, and where it does not the next.</param>
public sealed record SortCommand(string Tag, bool ByUid, SearchReturn? Return, IReadOnlyList<SortKey> Order, string Charset, SearchKey Key)
    : ImapCommand(Tag, ByUid ? "UID SORT" : "SORT")
{
    public override bool SaysNumbers => !ByUid || Key.Flatten().Any(key => key is SearchKey.Messages { Set.IsSaved: false });

    public override IEnumerable<SequenceSet> SearchedUids => Key.UidSets();
}

/// <param name="Reverse">From the highest down.</param>
public sealed record SortKey(SortBy By, bool Reverse);

/// <summary>What messages can be sorted by (RFC 5256 section 3, RFC 5957).</summary>
public enum SortBy
{
    Arrival,
    Cc,
    Date,
    From,
    Size,
    Subject,
    To,
    DisplayFrom,
    DisplayTo,
}
