using System.Text;
using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    public static ImapCommand Search(ParseCursor cursor)
    {
        cursor.Space();
        var returned = SearchReturn(cursor);
        var charset = SearchCharset(cursor);
        var key = SearchProgram(cursor, charset);
        cursor.End();
        return new SearchCommand(cursor.Tag, ByUid(cursor), returned, charset, key);
    }

    /// <summary>RFC 5267 section 5: the tags stand in quotes.</summary>
    public static ImapCommand CancelUpdate(ParseCursor cursor)
    {
        var tags = new List<string>();
        do
        {
            cursor.Space();
            tags.Add(cursor.Quoted("the tag of a search, in quotes"));
        }
        while (!cursor.AtEnd);
        return new CancelUpdateCommand(cursor.Tag, tags);
    }

    /// <summary><c>CHARSET …</c> and the space after it, where it stands there.</summary>
    private static string? SearchCharset(ParseCursor cursor)
    {
        if (!cursor.TryWord("CHARSET "))
            return null;
        var charset = cursor.AString("a charset");
        cursor.Space();
        return charset;
    }

    /// <summary>A charset that we do not know is the handler's to refuse, with BADCHARSET; until then the bytes pass as they are.</summary>
    private static SearchKey SearchProgram(ParseCursor cursor, string? charset) =>
        Keys(cursor, SearchCharsets.Find(charset) ?? Encoding.Latin1, depth: 0);

    /// <summary><c>RETURN (…)</c> and the space after it, where it stands there.</summary>
    private static SearchReturn? SearchReturn(ParseCursor cursor)
    {
        if (!cursor.TryWord("RETURN "))
            return null;
        var results = SearchResults.None;
        PartialRange? partial = null;
        List<FetchItem> items = [];
        cursor.List(() => results |= ReturnOption(cursor, results, ref partial, ref items), mayBeEmpty: true);
        cursor.Space();
        if (partial is not null && results.HasFlag(SearchResults.All))
            throw new GrammarException("PARTIAL and ALL exclude each other");
        // RFC 4731 section 3.1: no option at all means ALL. The hint CONTEXT asks for nothing.
        if (partial is null && (results & ~SearchResults.Context) == SearchResults.None)
            results |= SearchResults.All;
        return new SearchReturn(results, partial) { UpdateItems = items };
    }

    private static SearchResults ReturnOption(ParseCursor cursor, SearchResults before, ref PartialRange? partial, ref List<FetchItem> items)
    {
        var option = cursor.Keyword("a RETURN option");
        switch (option)
        {
            case "MIN": return SearchResults.Min;
            case "MAX": return SearchResults.Max;
            case "ALL": return SearchResults.All;
            case "COUNT": return SearchResults.Count;
            case "SAVE": return SearchResults.Save;
            case "CONTEXT": return SearchResults.Context;
            case "UPDATE" when before.HasFlag(SearchResults.Update): throw new GrammarException("UPDATE stands twice");
            case "UPDATE":
                // RFC 5465 section 8 has no space there, its example has one.
                if (cursor.Sees(" ("))
                    cursor.Space();
                if (cursor.Peek == '(')
                    items = cursor.List(() => Item(cursor));
                return SearchResults.Update;
            case "PARTIAL" when partial is not null: throw new GrammarException("PARTIAL stands twice");
            case "PARTIAL":
                cursor.Space();
                partial = PartialOfResults(cursor);
                return SearchResults.None;
            default: throw new GrammarException($"unknown RETURN option {option}");
        }
    }

    /// <summary>RFC 9394 section 4, partial-range: both ends count from the first result, or both from the last.</summary>
    private static PartialRange PartialOfResults(ParseCursor cursor)
    {
        var fromEnd = cursor.TryTake('-');
        var first = PartialEnd(cursor);
        cursor.Take(':');
        if (fromEnd)
            cursor.Take('-');
        return new PartialRange(first, PartialEnd(cursor), fromEnd);
    }

    private static uint PartialEnd(ParseCursor cursor) =>
        cursor.Number("a place in the results, from 1") is > 0 and var place ? place : throw new GrammarException("the first result is 1, not 0");
}
