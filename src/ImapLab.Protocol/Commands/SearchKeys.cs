using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>What can be done with a whole tree of search keys.</summary>
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

    /// <summary>The sets of UIDs in it that the client wrote out.</summary>
    public static IEnumerable<SequenceSet> UidSets(this SearchKey key) => key.Flatten().OfType<SearchKey.Uids>().Select(uids => uids.Set).Where(set => !set.IsSaved);

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
