using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

/// <content>The items of FETCH; NOTIFY asks for them too.</content>
public static partial class Parse
{
    private const int DeepestPart = 100;

    internal static FetchItem Item(ParseCursor cursor)
    {
        var name = cursor.While(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-', "a FETCH item").ToUpperInvariant();
        return Plain(name) ?? name switch
        {
            "RFC822" => new FetchItem(FetchAttribute.Rfc822, SectionSpec.Everything, Peek: false),
            "RFC822.HEADER" => new FetchItem(FetchAttribute.Rfc822Header, new SectionSpec([], SectionText.Header, [])),
            "RFC822.TEXT" => new FetchItem(FetchAttribute.Rfc822Text, new SectionSpec([], SectionText.Text, []), Peek: false),
            "BODY" when cursor.Peek != '[' => new FetchItem(FetchAttribute.Body),
            "BODY" => Section(cursor, peek: false),
            "BODY.PEEK" => Section(cursor, peek: true),
            "BINARY" => new FetchItem(FetchAttribute.Binary, BinaryPart(cursor), Peek: false, Partial(cursor)),
            "BINARY.PEEK" => new FetchItem(FetchAttribute.Binary, BinaryPart(cursor), Peek: true, Partial(cursor)),
            "BINARY.SIZE" => new FetchItem(FetchAttribute.BinarySize, BinaryPart(cursor)),
            "PREVIEW" => Preview(cursor, new FetchItem(FetchAttribute.Preview)),
            "SNIPPET" => Preview(cursor, new FetchItem(FetchAttribute.Snippet) { Fuzzy = true }),
            _ => throw new GrammarException($"unknown FETCH item {name}"),
        };
    }

    private static FetchItem? Plain(string name)
    {
        FetchAttribute? attribute = name switch
        {
            "UID" => FetchAttribute.Uid,
            "FLAGS" => FetchAttribute.Flags,
            "INTERNALDATE" => FetchAttribute.InternalDate,
            "RFC822.SIZE" => FetchAttribute.Rfc822Size,
            "ENVELOPE" => FetchAttribute.Envelope,
            "BODYSTRUCTURE" => FetchAttribute.BodyStructure,
            "MODSEQ" => FetchAttribute.ModSeq,
            "SAVEDATE" => FetchAttribute.SaveDate,
            "EMAILID" => FetchAttribute.EmailId,
            "THREADID" => FetchAttribute.ThreadId,
            "X-GM-MSGID" => FetchAttribute.XGmMsgId,
            "X-GM-THRID" => FetchAttribute.XGmThrId,
            "X-GM-LABELS" => FetchAttribute.XGmLabels,
            _ => null,
        };
        return attribute is { } known ? new FetchItem(known) : null;
    }

    private static FetchItem Section(ParseCursor cursor, bool peek)
    {
        cursor.Take('[');
        var section = SectionName(cursor);
        cursor.Take(']');
        return new FetchItem(FetchAttribute.Section, section, peek, Partial(cursor));
    }

    private static (uint Offset, uint Length)? Partial(ParseCursor cursor)
    {
        if (!cursor.TryTake('<'))
            return null;
        var offset = cursor.Number("the first octet");
        cursor.Take('.');
        var length = cursor.Number("a number of octets");
        cursor.Take('>');
        return length > 0 ? (offset, length) : throw new GrammarException("a partial fetch asks for at least one octet");
    }

    /// <summary>A part number or nothing: BINARY knows no HEADER or TEXT (RFC 3516 section 7).</summary>
    private static SectionSpec BinaryPart(ParseCursor cursor)
    {
        cursor.Take('[');
        var part = PartNumbers(cursor, out var textFollows);
        if (textFollows)
            throw cursor.Error("a part number");
        cursor.Take(']');
        return new SectionSpec(part, SectionText.Whole, []);
    }

    /// <summary>
    /// PREVIEW's modifier is LAZY (RFC 8970 section 4). What was there before it named algorithms, of which FUZZY is the one there is, and let
    /// each be lazy.
    /// </summary>
    private static FetchItem Preview(ParseCursor cursor, FetchItem item)
    {
        // Another parenthesis may be that of CHANGEDSINCE.
        if (!cursor.Sees(" (LAZY") && !cursor.Sees(" (FUZZY"))
            return item;
        cursor.TryWord(" (");
        do
        {
            var modifier = cursor.While(c => char.IsAsciiLetter(c) || c == '=', "LAZY").ToUpperInvariant();
            item = modifier switch
            {
                "LAZY" when item.Attribute == FetchAttribute.Preview => item with { Lazy = true },
                "FUZZY" => item with { Fuzzy = true },
                "LAZY=FUZZY" => item with { Fuzzy = true, Lazy = true },
                _ => throw new GrammarException($"unknown modifier {modifier}"),
            };
        }
        while (cursor.TryTake(' '));
        cursor.Take(')');
        return item;
    }

    /// <summary>The numbers of a section, each from 1.</summary>
    /// <param name="textFollows">Whether the last one ends with a dot, so that a name such as MIME must come next.</param>
    private static List<int> PartNumbers(ParseCursor cursor, out bool textFollows)
    {
        var part = new List<int>();
        textFollows = false;
        while (char.IsAsciiDigit(cursor.Peek))
        {
            var number = cursor.Number("a part number");
            if (number is 0 or > int.MaxValue || part.Count == DeepestPart)
                throw new GrammarException($"a part number is 1 or more, and parts nest at most {DeepestPart} deep");
            part.Add((int)number);
            textFollows = cursor.TryTake('.');
            if (!textFollows)
                break;
        }

        return part;
    }

    internal static SectionSpec SectionName(ParseCursor cursor)
    {
        var part = PartNumbers(cursor, out var textFollows);
        if (part.Count > 0 && !textFollows)
            return new SectionSpec(part, SectionText.Whole, []);
        if (part.Count == 0 && cursor.Peek == ']')
            return SectionSpec.Everything;
        if (cursor.TryWord("HEADER.FIELDS.NOT"))
            return new SectionSpec(part, SectionText.HeaderFieldsNot, Fields(cursor));
        if (cursor.TryWord("HEADER.FIELDS"))
            return new SectionSpec(part, SectionText.HeaderFields, Fields(cursor));
        if (cursor.TryWord("HEADER"))
            return new SectionSpec(part, SectionText.Header, []);
        if (cursor.TryWord("TEXT"))
            return new SectionSpec(part, SectionText.Text, []);
        if (part.Count > 0 && cursor.TryWord("MIME"))
            return new SectionSpec(part, SectionText.Mime, []);
        throw cursor.Error("a section");
    }

    private static List<string> Fields(ParseCursor cursor)
    {
        cursor.Space();
        return cursor.List(() => cursor.AString("a header field"));
    }
}
