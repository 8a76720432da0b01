using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>The keywords that FLAGS named last to a client. It is to read no keyword of a message that it was not told of before (RFC 3501 section 7.2.6).</summary>
internal sealed class KeywordsHeard
{
    private HashSet<string> _named = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>What is wrong; null where all is well.</returns>
    public string? Hear(IEnumerable<Reply> replies)
    {
        foreach (var reply in replies)
        {
            if (reply is { Tag: "*", Word: "FLAGS" })
                _named = KeywordsIn(reply.Nodes[^1]).ToHashSet(StringComparer.OrdinalIgnoreCase);
            else if (reply.Word == "FETCH" && Unheard(reply) is { } keyword)
                return $"a message has {keyword}, which FLAGS did not name";
        }

        return null;
    }

    /// <returns>A keyword that this side named and the other one did not; null where there is none.</returns>
    public string? BeyondThoseOf(KeywordsHeard other) => _named.FirstOrDefault(keyword => !other._named.Contains(keyword));

    private string? Unheard(Reply fetch)
    {
        var items = fetch.Nodes[^1] is Node.List list ? list.Items : [];
        return items.Where((_, at) => at > 0 && items[at - 1].IsAtom("FLAGS")).SelectMany(KeywordsIn).FirstOrDefault(keyword => !_named.Contains(keyword));
    }

    private static IEnumerable<string> KeywordsIn(Node node) =>
        node is Node.List list ? list.Items.Select(item => item.ToString()).Where(flag => flag.Length > 0 && flag[0] != '\\') : [];
}
