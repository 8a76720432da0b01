using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>SEARCH finds nothing as soon as a NOT is in it.</summary>
public sealed class SearchNotReturnsEmpty : Quirk, IDescribedQuirk, IReplyBehavior
{
    public static QuirkDescription Description { get; } = new(
        "search.not-returns-empty",
        "A SEARCH with NOT in it finds nothing.",
        "NOT finds the messages that do not match its key (RFC 9051 section 6.4.4).",
        "Yahoo, as the Nylas article tells it. The only other report (Jakarta Mail's notes of 2015) says that NOT is ignored: see search.not-ignored.",
        "A tracker that asks with NOT takes every message for deleted, or finds no news.");

    public static Quirk Create(QuirkArguments arguments) => new SearchNotReturnsEmpty();

    public IEnumerable<Reply> Bend(SeamContext context, ImapCommand? cause, Reply reply)
    {
        if (cause is not SearchCommand search || !search.Key.Flatten().Any(key => key is SearchKey.Not))
            return [reply];
        return
        [
            reply switch
            {
                SearchReply found => found with { Numbers = [] },
                EsearchReply found => found with { Numbers = [] },
                _ => reply,
            },
        ];
    }
}
