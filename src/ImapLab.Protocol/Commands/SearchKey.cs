using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>A condition of SEARCH (RFC 9051 section 6.4.4).</summary>
public abstract record SearchKey
{
    /// <summary>Every message.</summary>
    public sealed record All : SearchKey;

    public sealed record And(IReadOnlyList<SearchKey> Keys) : SearchKey;

    public sealed record Or(SearchKey Left, SearchKey Right) : SearchKey;

    public sealed record Not(SearchKey Key) : SearchKey;

    /// <summary>SEEN, ANSWERED … and their UN- forms.</summary>
    public sealed record Flag(SystemFlags Value, bool Set) : SearchKey;

    /// <summary>KEYWORD and UNKEYWORD.</summary>
    public sealed record Keyword(string Value, bool Set) : SearchKey;

    public sealed record Messages(SequenceSet Set) : SearchKey;

    public sealed record Uids(SequenceSet Set) : SearchKey;

    /// <summary>HEADER, and BCC, CC, FROM, SUBJECT, TO. An empty value asks only that the field is there.</summary>
    public sealed record Header(string Field, string Value) : SearchKey;

    /// <summary>BODY: text anywhere in the body.</summary>
    public sealed record Body(string Value) : SearchKey;

    /// <summary>TEXT: text anywhere in header or body.</summary>
    public sealed record Text(string Value) : SearchKey;

    /// <summary>LARGER (true) and SMALLER (false), in octets.</summary>
    public sealed record Size(bool Larger, uint Octets) : SearchKey;

    /// <summary>BEFORE, ON, SINCE, and their SENT- forms, which look at the Date field. Time and zone are ignored.</summary>
    public sealed record Date(DateRelation Relation, DateOnly Day, bool Sent) : SearchKey;

    /// <summary>MODSEQ (RFC 7162 section 3.1.5): changed at or after this.</summary>
    public sealed record ChangedAt(ModSeq Least) : SearchKey;
}

public enum DateRelation
{
    Before,
    On,
    Since,
}

public static class SearchKeys
{
    /// <summary>The key itself and every key inside it.</summary>
    public static IEnumerable<SearchKey> Flatten(this SearchKey key) => key switch
    {
        SearchKey.And and => and.Keys.SelectMany(Flatten).Prepend(key),
        SearchKey.Or or => or.Left.Flatten().Concat(or.Right.Flatten()).Prepend(key),
        SearchKey.Not not => not.Key.Flatten().Prepend(key),
        _ => [key],
    };

    /// <summary>The same tree with <paramref name="change"/> applied from the leaves up.</summary>
    public static SearchKey Rewrite(this SearchKey key, Func<SearchKey, SearchKey> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change(key switch
        {
            SearchKey.And and => new SearchKey.And([.. and.Keys.Select(inner => inner.Rewrite(change))]),
            SearchKey.Or or => new SearchKey.Or(or.Left.Rewrite(change), or.Right.Rewrite(change)),
            SearchKey.Not not => new SearchKey.Not(not.Key.Rewrite(change)),
            _ => key,
        });
    }
}
