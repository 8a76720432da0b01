using ImapLab.Protocol.Commands;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>SEARCH behaves as if the word NOT were not there.</summary>
public sealed class SearchNotIgnored : Quirk, IDescribedQuirk, ICommandBehavior
{
    public static QuirkDescription Description { get; } = new(
        "search.not-ignored",
        "A SEARCH answers as if its NOTs were not written: NOT SEEN finds what is SEEN.",
        "NOT finds the messages that do not match its key (RFC 9051 section 6.4.4).",
        "Yahoo, in Jakarta Mail's notes of 19 August 2015. The Nylas article says empty instead: see search.not-returns-empty.",
        "A tracker that asks with NOT gets the opposite of what it asked.");

    public static Quirk Create(QuirkArguments arguments) => new SearchNotIgnored();

    public CommandDecision Decide(SeamContext context, ImapCommand command) => command is SearchCommand search
        ? new CommandDecision.As(search with { Key = search.Key.Rewrite(key => key is SearchKey.Not not ? not.Key : key) })
        : CommandDecision.Proceed;
}
