using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    private const int DeepestPart = 100;

    public static ImapCommand Fetch(ParseCursor cursor)
    {
        cursor.Space();
        var messages = cursor.SequenceSet();
        cursor.Space();
        var items = cursor.Peek == '(' ? cursor.List(() => Item(cursor)) : Macro(cursor) ?? [Item(cursor)];
        Numbers.ModSeq? changedSince = null;
        if (cursor.TryTake(' '))
        {
            cursor.Take('(');
            if (!cursor.TryWord("CHANGEDSINCE"))
                throw cursor.Error("CHANGEDSINCE");
            cursor.Space();
            changedSince = cursor.ModSeq(zeroAllowed: false);
            cursor.Take(')');
        }

        cursor.End();
        return new FetchCommand(cursor.Tag, ByUid(cursor), messages, items, changedSince);
    }

    /// <summary>The macros stand alone, never in a list (RFC 9051 section 6.4.5).</summary>
    private static List<FetchItem>? Macro(ParseCursor cursor)
    {
        FetchAttribute[] fast = [FetchAttribute.Flags, FetchAttribute.InternalDate, FetchAttribute.Rfc822Size];
        FetchAttribute[]? items =
            cursor.TryWord("ALL") ? [.. fast, FetchAttribute.Envelope]
            : cursor.TryWord("FAST") ? fast
            : cursor.TryWord("FULL") ? [.. fast, FetchAttribute.Envelope, FetchAttribute.Body]
            : null;
        return items?.Select(item => new FetchItem(item)).ToList();
    }

    private static FetchItem Item(ParseCursor cursor)
    {
        var name = cursor.While(c => char.IsAsciiLetterOrDigit(c) || c == '.', "a FETCH item").ToUpperInvariant();
        return name switch
        {
            "UID" => new FetchItem(FetchAttribute.Uid),
            "FLAGS" => new FetchItem(FetchAttribute.Flags),
            "INTERNALDATE" => new FetchItem(FetchAttribute.InternalDate),
            "RFC822.SIZE" => new FetchItem(FetchAttribute.Rfc822Size),
            "ENVELOPE" => new FetchItem(FetchAttribute.Envelope),
            "BODYSTRUCTURE" => new FetchItem(FetchAttribute.BodyStructure),
            "MODSEQ" => new FetchItem(FetchAttribute.ModSeq),
            "RFC822" => new FetchItem(FetchAttribute.Rfc822, SectionSpec.Everything, Peek: false),
            "RFC822.HEADER" => new FetchItem(FetchAttribute.Rfc822Header, new SectionSpec([], SectionText.Header, [])),
            "RFC822.TEXT" => new FetchItem(FetchAttribute.Rfc822Text, new SectionSpec([], SectionText.Text, []), Peek: false),
            "BODY" when cursor.Peek != '[' => new FetchItem(FetchAttribute.Body),
            "BODY" => Section(cursor, peek: false),
            "BODY.PEEK" => Section(cursor, peek: true),
            _ => throw new GrammarException($"unknown FETCH item {name}"),
        };
    }

    private static FetchItem Section(ParseCursor cursor, bool peek)
    {
        cursor.Take('[');
        var section = SectionName(cursor);
        cursor.Take(']');
        (uint, uint)? partial = null;
        if (cursor.TryTake('<'))
        {
            var offset = cursor.Number("the first octet");
            cursor.Take('.');
            var length = cursor.Number("a number of octets");
            cursor.Take('>');
            partial = length > 0 ? (offset, length) : throw new GrammarException("a partial fetch asks for at least one octet");
        }

        return new FetchItem(FetchAttribute.Section, section, peek, partial);
    }

    private static SectionSpec SectionName(ParseCursor cursor)
    {
        var part = new List<int>();
        while (char.IsAsciiDigit(cursor.Peek))
        {
            var number = cursor.Number("a part number");
            if (number is 0 or > int.MaxValue || part.Count == DeepestPart)
                throw new GrammarException($"a part number is 1 or more, and parts nest at most {DeepestPart} deep");
            part.Add((int)number);
            if (!cursor.TryTake('.'))
                return new SectionSpec(part, SectionText.Whole, []);
        }

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
