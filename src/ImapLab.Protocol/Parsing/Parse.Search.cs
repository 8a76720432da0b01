using System.Globalization;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    private const int DeepestKey = 50;

    private static readonly string[] DateForms = ["d-MMM-yyyy", "dd-MMM-yyyy"];

    public static ImapCommand Search(ParseCursor cursor)
    {
        cursor.Space();
        SearchReturn? options = null;
        if (cursor.TryWord("RETURN "))
        {
            options = ReturnOptions(cursor);
            cursor.Space();
        }

        string? charset = null;
        if (cursor.TryWord("CHARSET "))
        {
            charset = cursor.AString("a charset");
            cursor.Space();
        }

        // A charset that we do not know is the handler's to refuse, with BADCHARSET; until then the bytes pass as they are.
        var key = Keys(cursor, SearchCharsets.Find(charset) ?? Encoding.Latin1, depth: 0);
        cursor.End();
        return new SearchCommand(cursor.Tag, ByUid(cursor), options, charset, key);
    }

    /// <summary>RFC 4731 section 3.1: no option at all means ALL.</summary>
    private static SearchReturn ReturnOptions(ParseCursor cursor)
    {
        var options = SearchReturn.None;
        foreach (var option in cursor.List(() => cursor.Keyword("a RETURN option"), mayBeEmpty: true))
        {
            options |= option switch
            {
                "MIN" => SearchReturn.Min,
                "MAX" => SearchReturn.Max,
                "ALL" => SearchReturn.All,
                "COUNT" => SearchReturn.Count,
                _ => throw new GrammarException($"unknown RETURN option {option}"),
            };
        }

        return options == SearchReturn.None ? SearchReturn.All : options;
    }

    private static SearchKey Keys(ParseCursor cursor, Encoding charset, int depth)
    {
        var keys = new List<SearchKey>();
        do
            keys.Add(Key(cursor, charset, depth));
        while (cursor.TryTake(' '));
        return keys.Count == 1 ? keys[0] : new SearchKey.And(keys);
    }

    private static SearchKey Key(ParseCursor cursor, Encoding charset, int depth)
    {
        if (depth > DeepestKey)
            throw new GrammarException($"search keys nest at most {DeepestKey} deep");
        if (cursor.TryTake('('))
        {
            var inner = Keys(cursor, charset, depth + 1);
            cursor.Take(')');
            return inner;
        }

        if (char.IsAsciiDigit(cursor.Peek) || cursor.Peek == '*')
            return new SearchKey.Messages(cursor.SequenceSet());
        var name = cursor.Keyword("a search key");
        return Simple(name) ?? WithArguments(name, cursor, charset, depth);
    }

    private static SearchKey? Simple(string name) => name switch
    {
        "ALL" => new SearchKey.All(),
        "ANSWERED" => new SearchKey.Flag(SystemFlags.Answered, true),
        "DELETED" => new SearchKey.Flag(SystemFlags.Deleted, true),
        "DRAFT" => new SearchKey.Flag(SystemFlags.Draft, true),
        "FLAGGED" => new SearchKey.Flag(SystemFlags.Flagged, true),
        "SEEN" => new SearchKey.Flag(SystemFlags.Seen, true),
        "RECENT" => new SearchKey.Flag(SystemFlags.Recent, true),
        "UNANSWERED" => new SearchKey.Flag(SystemFlags.Answered, false),
        "UNDELETED" => new SearchKey.Flag(SystemFlags.Deleted, false),
        "UNDRAFT" => new SearchKey.Flag(SystemFlags.Draft, false),
        "UNFLAGGED" => new SearchKey.Flag(SystemFlags.Flagged, false),
        "UNSEEN" => new SearchKey.Flag(SystemFlags.Seen, false),
        "OLD" => new SearchKey.Flag(SystemFlags.Recent, false),
        "NEW" => new SearchKey.And([new SearchKey.Flag(SystemFlags.Recent, true), new SearchKey.Flag(SystemFlags.Seen, false)]),
        _ => null,
    };

    private static SearchKey WithArguments(string name, ParseCursor cursor, Encoding charset, int depth)
    {
        SearchKey Inner()
        {
            cursor.Space();
            return Key(cursor, charset, depth + 1);
        }

        string Text()
        {
            cursor.Space();
            return charset.GetString(Encoding.Latin1.GetBytes(cursor.AString()));
        }

        string Flag()
        {
            cursor.Space();
            return cursor.Atom("a keyword");
        }

        uint Octets()
        {
            cursor.Space();
            return cursor.Number("a number of octets");
        }

        SearchKey.Date Day(DateRelation relation, bool sent)
        {
            cursor.Space();
            return new SearchKey.Date(relation, SearchDate(cursor), sent);
        }

        switch (name)
        {
            case "NOT": return new SearchKey.Not(Inner());
            case "OR": return new SearchKey.Or(Inner(), Inner());
            case "BCC" or "CC" or "FROM" or "SUBJECT" or "TO": return new SearchKey.Header(name, Text());
            case "HEADER": return new SearchKey.Header(Text(), Text());
            case "BODY": return new SearchKey.Body(Text());
            case "TEXT": return new SearchKey.Text(Text());
            case "KEYWORD": return new SearchKey.Keyword(Flag(), true);
            case "UNKEYWORD": return new SearchKey.Keyword(Flag(), false);
            case "LARGER": return new SearchKey.Size(true, Octets());
            case "SMALLER": return new SearchKey.Size(false, Octets());
            case "BEFORE": return Day(DateRelation.Before, sent: false);
            case "ON": return Day(DateRelation.On, sent: false);
            case "SINCE": return Day(DateRelation.Since, sent: false);
            case "SENTBEFORE": return Day(DateRelation.Before, sent: true);
            case "SENTON": return Day(DateRelation.On, sent: true);
            case "SENTSINCE": return Day(DateRelation.Since, sent: true);
            case "UID":
                cursor.Space();
                return new SearchKey.Uids(cursor.SequenceSet("a UID set"));
            case "MODSEQ":
                cursor.Space();
                return new SearchKey.ChangedAt(LeastModSeq(cursor));
            default: throw new GrammarException($"unknown search key {name}");
        }
    }

    /// <summary>RFC 7162 section 3.1.5: an entry name and type may stand before the number; we keep one modseq a message.</summary>
    private static Numbers.ModSeq LeastModSeq(ParseCursor cursor)
    {
        if (cursor.Peek == '"')
        {
            cursor.String("an entry name");
            cursor.Space();
            var type = cursor.Keyword("priv, shared or all");
            if (type is not ("PRIV" or "SHARED" or "ALL"))
                throw new GrammarException($"expected priv, shared or all, found {type}");
            cursor.Space();
        }

        return cursor.ModSeq(zeroAllowed: true);
    }

    private static DateOnly SearchDate(ParseCursor cursor)
    {
        var text = cursor.AString("a date");
        return DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new GrammarException($"expected a date such as 1-Feb-2026, found {text}");
    }
}
