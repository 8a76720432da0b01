using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    private static readonly Dictionary<string, SortBy> SortKeys =
        Enum.GetValues<SortBy>().ToDictionary(by => by.ToString().ToUpperInvariant(), StringComparer.Ordinal);

    public static ImapCommand Sort(ParseCursor cursor)
    {
        cursor.Space();
        var returned = SearchReturn(cursor);
        var order = cursor.List(() => SortKey(cursor));
        cursor.Space();
        var charset = cursor.AString("a charset");
        cursor.Space();
        var key = SearchProgram(cursor, charset);
        cursor.End();
        return new SortCommand(cursor.Tag, ByUid(cursor), returned, order, charset, key);
    }

    public static ImapCommand Thread(ParseCursor cursor)
    {
        cursor.Space();
        var algorithm = cursor.Keyword("a threading algorithm");
        cursor.Space();
        var charset = cursor.AString("a charset");
        cursor.Space();
        var key = SearchProgram(cursor, charset);
        cursor.End();
        return new ThreadCommand(cursor.Tag, ByUid(cursor), algorithm, charset, key);
    }

    private static SortKey SortKey(ParseCursor cursor)
    {
        var name = cursor.Keyword("a sort key");
        var reverse = name == "REVERSE";
        if (reverse)
        {
            cursor.Space();
            name = cursor.Keyword("a sort key after REVERSE");
        }

        return SortKeys.TryGetValue(name, out var by) ? new SortKey(by, reverse) : throw new GrammarException($"unknown sort key {name}");
    }
}
