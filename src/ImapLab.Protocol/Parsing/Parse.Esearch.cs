using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    public static ImapCommand Esearch(ParseCursor cursor)
    {
        cursor.Space();
        IReadOnlyList<MailboxFilter> sources = [new MailboxFilter(MailboxFilterKind.Selected, [])];
        if (cursor.TryWord("IN "))
        {
            sources = cursor.List(() => MailboxFilter(cursor));
            cursor.Space();
        }

        var returned = SearchReturn(cursor) ?? new SearchReturn(SearchResults.All);
        var charset = SearchCharset(cursor);
        var key = SearchProgram(cursor, charset);
        cursor.End();
        return new EsearchCommand(cursor.Tag, sources, returned, charset, key);
    }

    /// <summary>filter-mailboxes (RFC 5465 section 8), without selected-delayed and with subtree-one (RFC 7377 section 4).</summary>
    private static MailboxFilter MailboxFilter(ParseCursor cursor)
    {
        var word = cursor.Keyword("a source such as personal or mailboxes");
        MailboxFilterKind kind = word switch
        {
            "SELECTED" => MailboxFilterKind.Selected,
            "INBOXES" => MailboxFilterKind.Inboxes,
            "PERSONAL" => MailboxFilterKind.Personal,
            "SUBSCRIBED" => MailboxFilterKind.Subscribed,
            "SUBTREE" => MailboxFilterKind.Subtree,
            "SUBTREE-ONE" => MailboxFilterKind.SubtreeOne,
            "MAILBOXES" => MailboxFilterKind.Mailboxes,
            _ => throw new GrammarException($"unknown source {word}"),
        };
        if (kind is not (MailboxFilterKind.Subtree or MailboxFilterKind.SubtreeOne or MailboxFilterKind.Mailboxes))
            return new MailboxFilter(kind, []);
        cursor.Space();
        List<MailboxName> names = cursor.Peek == '(' ? cursor.List(cursor.Mailbox) : [cursor.Mailbox()];
        return new MailboxFilter(kind, names);
    }
}
