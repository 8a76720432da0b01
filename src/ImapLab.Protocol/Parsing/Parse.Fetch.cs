using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
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
}
