using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>What a server refuses of a search before it looks at any message.</summary>
internal static class SearchRules
{
    /// <summary>The refusal of a charset or of a key; null where the search may run, and the client may be told of what it asked by.</summary>
    public static Reply? Refuse(Turn turn, string? charset, SearchKey key, SearchReturn? asked)
    {
        foreach (var part in key.Flatten())
        {
            if (CapabilityOf(part) is { } needed && !turn.Offers(needed))
                return turn.Bad($"{NameOf(part)} is not supported here");
        }

        if (SearchCharsets.Find(charset) is null)
        {
            // RFC 5182 section 2.1: a NO empties what was kept, a BAD leaves it.
            if (asked is not null && asked.Asks(SearchResults.Save))
                turn.Session.Searches.Save([]);
            return turn.No("Unknown charset", BadCharset(turn));
        }

        if (turn.Plan.Semantics.Search.KeywordsBecomeKnown && turn.Session.View is { } view)
            Know(turn, view, key);
        return null;
    }

    /// <param name="extended">The capability behind RETURN itself: ESEARCH, or ESORT.</param>
    public static Reply? Refuse(Turn turn, ImapCommand command, SearchReturn? asked, string extended)
    {
        if (asked is null)
            return null;
        if (!turn.Offers(extended))
            return turn.Bad("RETURN is not supported here");
        if (asked.Asks(SearchResults.Save) && !turn.Offers("SEARCHRES"))
            return turn.Bad("SAVE is not supported here");
        if (asked.Asks(SearchResults.Context | SearchResults.Update) && !turn.Offers("CONTEXT"))
            return turn.Bad("CONTEXT and UPDATE are not supported here");
        if (asked.UpdateItems.Count > 0 && !turn.Offers("NOTIFY"))
            return turn.Bad("UPDATE takes no FETCH items here");
        if (asked.UpdateItems.FirstOrDefault(item => !FetchCapabilities.IsServed(turn, item)) is { } unknown)
            return turn.Bad($"{unknown.Attribute} is not supported here");
        if (asked.Asks(SearchResults.Update) && turn.Session.Searches.Updates.Has(command.Tag))
            return turn.Bad("A search of this tag is kept up to date already");
        return asked.Partial switch
        {
            null => null,
            { FromEnd: true } when !turn.Offers("PARTIAL") => turn.Bad("Counting from the last result is not supported here"),
            _ when !turn.Offers("PARTIAL") && !turn.Offers("CONTEXT") => turn.Bad("PARTIAL is not supported here"),
            _ => null,
        };
    }

    /// <summary>The refusal of mod-sequences where the mailbox has none; null where the client is known to know of them from now on (RFC 7162 section 3.1).</summary>
    public static Reply? RefuseModSeqs(Turn turn, SearchKey key) =>
        key.Flatten().Any(part => part is SearchKey.ChangedAt) ? turn.RefuseModSeqs("MODSEQ") : null;

    private static void Know(Turn turn, SessionView view, SearchKey key)
    {
        if (SearchProgram.Compile(turn, view, key).FindsNothing)
            return;
        foreach (var keyword in key.Flatten().OfType<SearchKey.Keyword>())
        {
            if (Protocol.Wire.Grammar.IsAtom(keyword.Value))
                view.Name(keyword.Value);
        }
    }

    private static ResponseCode BadCharset(Turn turn) => new(
        "BADCHARSET", turn.Plan.Style.Search.BadCharsetNamesOthers ? $"({string.Join(' ', SearchCharsets.Recommended)})" : null);

    private static string? CapabilityOf(SearchKey key) => key switch
    {
        SearchKey.Messages { Set.IsSaved: true } or SearchKey.Uids { Set.IsSaved: true } => "SEARCHRES",
        SearchKey.ChangedAt => "CONDSTORE",
        SearchKey.Age => "WITHIN",
        SearchKey.Date { Of: DateSource.Saved } or SearchKey.SaveDateSupported => "SAVEDATE",
        SearchKey.EmailId or SearchKey.ThreadId => "OBJECTID",
        SearchKey.XGmMsgId or SearchKey.XGmThrId or SearchKey.XGmLabel or SearchKey.XGmRaw => "X-GM-EXT-1",
        _ => null,
    };

    private static string NameOf(SearchKey key) => key switch
    {
        SearchKey.Messages or SearchKey.Uids => "$",
        SearchKey.ChangedAt => "MODSEQ",
        SearchKey.Age => "OLDER or YOUNGER",
        SearchKey.EmailId or SearchKey.ThreadId => "A search for ids",
        SearchKey.XGmMsgId or SearchKey.XGmThrId or SearchKey.XGmLabel or SearchKey.XGmRaw => "X-GM",
        _ => "A search for save dates",
    };
}
