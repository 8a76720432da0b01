using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

/// <content>NOTIFY (RFC 5465 section 8).</content>
public static partial class Parse
{
    private static readonly (string Word, NotifyFilter Filter)[] NotifyFilters =
    [
        ("SELECTED", NotifyFilter.Selected), ("SELECTED-DELAYED", NotifyFilter.SelectedDelayed), ("INBOXES", NotifyFilter.Inboxes), ("PERSONAL", NotifyFilter.Personal),
        ("SUBSCRIBED", NotifyFilter.Subscribed), ("SUBTREE", NotifyFilter.Subtree), ("MAILBOXES", NotifyFilter.Mailboxes),
    ];

    /// <summary>A SET without groups, and words that follow NONE, are for the handler to judge: there are servers that take them.</summary>
    public static ImapCommand Notify(ParseCursor cursor)
    {
        cursor.Space();
        var verb = cursor.Keyword("SET or NONE");
        if (verb == "NONE")
            return new NotifyCommand(cursor.Tag, Status: false, Groups: null, HasMore: HasMoreWords(cursor));
        if (verb != "SET")
            throw new GrammarException($"expected SET or NONE, found {verb}");
        var status = cursor.TryWord(" STATUS");
        var groups = new List<NotifyGroup>();
        while (!cursor.AtEnd)
        {
            cursor.Space();
            groups.Add(NotifyGroup(cursor));
        }

        return groups.Count(group => group.IsSelected) > 1
            ? throw new GrammarException("only one of SELECTED and SELECTED-DELAYED can be given, and once")
            : new NotifyCommand(cursor.Tag, status, groups);
    }

    private static bool HasMoreWords(ParseCursor cursor)
    {
        var has = !cursor.AtEnd;
        while (!cursor.AtEnd)
        {
            cursor.Space();
            cursor.AString("a word");
        }

        return has;
    }

    private static NotifyGroup NotifyGroup(ParseCursor cursor)
    {
        cursor.Take('(');
        var word = cursor.Keyword("a mailbox filter");
        var at = Array.FindIndex(NotifyFilters, row => row.Word == word);
        if (at < 0)
            throw new GrammarException($"unknown mailbox filter {word}");
        var filter = NotifyFilters[at].Filter;
        cursor.Space();
        IReadOnlyList<MailboxName> names = [];
        if (filter is NotifyFilter.Subtree or NotifyFilter.Mailboxes)
        {
            names = OneOrMoreMailboxes(cursor);
            cursor.Space();
        }

        var group = new NotifyGroup(filter, names, []);
        group = group with { Events = NotifyEvents(cursor, group.IsSelected) };
        cursor.Take(')');
        return group;
    }

    private static MailboxName[] OneOrMoreMailboxes(ParseCursor cursor)
    {
        string? Name() => cursor.Decoded(cursor.AString("a mailbox name"));
        var names = cursor.Peek == '(' ? cursor.List(Name) : [Name()];
        return [.. names.Where(name => !string.IsNullOrEmpty(name)).Select(name => new MailboxName(name!))];
    }

    private static List<NotifyEvent> NotifyEvents(ParseCursor cursor, bool selected)
    {
        if (cursor.Peek != '(')
            return cursor.Keyword("events in parentheses, or NONE") == "NONE" ? [] : throw new GrammarException("events stand in parentheses");
        return cursor.List(() => NotifyEvent(cursor, selected));
    }

    /// <summary>What is to be told of new messages is asked for the selected mailbox only: of others there is no FETCH.</summary>
    private static NotifyEvent NotifyEvent(ParseCursor cursor, bool selected)
    {
        var name = cursor.Atom("an event");
        if (name.Equals("NONE", StringComparison.OrdinalIgnoreCase))
            throw new GrammarException("NONE stands alone, in place of the parentheses");
        if (!cursor.Sees(" ("))
            return new NotifyEvent(name, []);
        if (!name.Equals("MessageNew", StringComparison.OrdinalIgnoreCase))
            throw new GrammarException($"{name} takes no FETCH items");
        if (!selected)
            throw new GrammarException("FETCH items are taken for the selected mailbox only");
        cursor.Space();
        return new NotifyEvent(name, cursor.List(() => Item(cursor)));
    }
}
