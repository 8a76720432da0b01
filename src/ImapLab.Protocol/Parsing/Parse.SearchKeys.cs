using System.Globalization;
using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    /// <summary>The entries that have mod-sequences are those of flags (RFC 7162 section 7, entry-flag-name).</summary>
    private const string FlagEntries = "/flags/";

    private static readonly string[] DateForms = ["d-MMM-yyyy", "dd-MMM-yyyy"];

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
        if (depth > cursor.Nesting)
            throw new GrammarException($"search keys nest at most {cursor.Nesting} deep");
        if (cursor.TryTake('('))
        {
            var inner = Keys(cursor, charset, depth + 1);
            cursor.Take(')');
            return inner;
        }

        if (char.IsAsciiDigit(cursor.Peek) || cursor.Peek is '*' or '$')
            return new SearchKey.Messages(cursor.SequenceSet());
        var name = cursor.Keyword("a search key");
        return Simple(name) ?? WithKeys(name, cursor, charset, depth) ?? WithText(name, cursor, charset) ?? WithDate(name, cursor) ?? WithNumber(name, cursor) ?? WithObjectId(name, cursor)
            ?? WithLabel(name, cursor, charset)
            ?? throw new GrammarException($"unknown search key {name}");
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
        "SAVEDATESUPPORTED" => new SearchKey.SaveDateSupported(),
        _ => null,
    };

    private static SearchKey? WithKeys(string name, ParseCursor cursor, Encoding charset, int depth)
    {
        SearchKey Inner()
        {
            cursor.Space();
            return Key(cursor, charset, depth + 1);
        }

        return name switch
        {
            "NOT" => new SearchKey.Not(Inner()),
            "OR" => new SearchKey.Or(Inner(), Inner()),
            _ => null,
        };
    }

    private static SearchKey? WithText(string name, ParseCursor cursor, Encoding charset)
    {
        string Text() => SearchText(cursor, charset);

        return name switch
        {
            "BCC" or "CC" or "FROM" or "TO" => new SearchKey.Addresses(name, Text()),
            "SUBJECT" => new SearchKey.Subject(Text()),
            "HEADER" => new SearchKey.Header(Text(), Text()),
            "BODY" => new SearchKey.Body(Text()),
            "TEXT" => new SearchKey.Text(Text()),
            "KEYWORD" => new SearchKey.Keyword(Text(), true),
            "UNKEYWORD" => new SearchKey.Keyword(Text(), false),
            _ => null,
        };
    }

    private static SearchKey.Date? WithDate(string name, ParseCursor cursor)
    {
        (DateRelation Relation, DateSource Of)? date = name switch
        {
            "BEFORE" => (DateRelation.Before, DateSource.Received),
            "ON" => (DateRelation.On, DateSource.Received),
            "SINCE" => (DateRelation.Since, DateSource.Received),
            "SENTBEFORE" => (DateRelation.Before, DateSource.Sent),
            "SENTON" => (DateRelation.On, DateSource.Sent),
            "SENTSINCE" => (DateRelation.Since, DateSource.Sent),
            "SAVEDBEFORE" => (DateRelation.Before, DateSource.Saved),
            "SAVEDON" => (DateRelation.On, DateSource.Saved),
            "SAVEDSINCE" => (DateRelation.Since, DateSource.Saved),
            _ => null,
        };
        return date is { } known ? new SearchKey.Date(known.Relation, SearchDate(cursor), known.Of) : null;
    }

    private static SearchKey? WithNumber(string name, ParseCursor cursor)
    {
        if (name is not ("LARGER" or "SMALLER" or "OLDER" or "YOUNGER" or "UID" or "MODSEQ"))
            return null;
        cursor.Space();
        return name switch
        {
            "LARGER" => new SearchKey.Size(true, cursor.Number64("a number of octets")),
            "SMALLER" => new SearchKey.Size(false, cursor.Number64("a number of octets")),
            "OLDER" => new SearchKey.Age(true, Seconds(cursor)),
            "YOUNGER" => new SearchKey.Age(false, Seconds(cursor)),
            "UID" => new SearchKey.Uids(cursor.SequenceSet("a UID set")),
            _ => new SearchKey.ChangedAt(LeastModSeq(cursor)),
        };
    }

    /// <summary>objectid (RFC 8474 section 7): case matters in it.</summary>
    private static SearchKey? WithObjectId(string name, ParseCursor cursor)
    {
        if (name is not ("EMAILID" or "THREADID"))
            return null;
        cursor.Space();
        var id = cursor.While(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-', "an object's id");
        return name == "EMAILID" ? new SearchKey.EmailId(id) : new SearchKey.ThreadId(id);
    }

    private static SearchKey? WithLabel(string name, ParseCursor cursor, Encoding charset)
    {
        switch (name)
        {
            case "X-GM-MSGID" or "X-GM-THRID":
                cursor.Space();
                var number = cursor.Number64("an id");
                return name == "X-GM-MSGID" ? new SearchKey.XGmMsgId(number) : new SearchKey.XGmThrId(number);
            case "X-GM-LABELS":
                return new SearchKey.XGmLabel(SearchedLabel(cursor, charset));
            case "X-GM-RAW":
                return new SearchKey.XGmRaw(RawQuery.Parse(SearchText(cursor, charset), cursor.Nesting));
            default:
                return null;
        }
    }

    /// <summary>A label in a search. Some clients write it as a name is written, some as any text of the search's charset.</summary>
    private static string SearchedLabel(ParseCursor cursor, Encoding charset)
    {
        if (cursor.PeekNext == '\\')
        {
            cursor.Space();
            return Label(cursor);
        }

        var text = SearchText(cursor, charset);
        return text.All(char.IsAscii) ? cursor.Decoded(text) ?? text : text;
    }

    private static string SearchText(ParseCursor cursor, Encoding charset)
    {
        cursor.Space();
        try
        {
            return charset.GetString(Encoding.Latin1.GetBytes(cursor.AString()));
        }
        catch (DecoderFallbackException)
        {
            throw new GrammarException($"expected a string in {charset.WebName}, found octets that are none");
        }
    }

    private static uint Seconds(ParseCursor cursor) =>
        cursor.Number("a number of seconds") is > 0 and var seconds ? seconds : throw new GrammarException("an interval is at least one second (RFC 5032 section 3)");

    /// <summary>RFC 7162 section 3.1.5: an entry name and type may stand before the number; we keep one modseq a message.</summary>
    private static Numbers.ModSeq LeastModSeq(ParseCursor cursor)
    {
        if (cursor.Peek == '"')
        {
            var entry = cursor.String("an entry name");
            if (!entry.StartsWith(FlagEntries, StringComparison.OrdinalIgnoreCase) || entry.Length == FlagEntries.Length)
                throw new GrammarException($"expected an entry name such as {FlagEntries}\\Seen, found {entry}");
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
        cursor.Space();
        var text = cursor.AString("a date");
        return DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new GrammarException($"expected a date such as 1-Feb-2026, found {text}");
    }
}
