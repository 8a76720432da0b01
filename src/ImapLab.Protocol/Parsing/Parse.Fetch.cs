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
        var (since, vanished) = cursor.TryTake(' ') ? FetchModifiers(cursor) : default;
        cursor.End();
        return new FetchCommand(cursor.Tag, ByUid(cursor), messages, items, since, vanished);
    }

    /// <summary>
    /// RFC 4466 section 2.4: modifiers in any order. CHANGEDSINCE 0 asks for all; VANISHED stands with UID FETCH and CHANGEDSINCE only
    /// (RFC 7162 section 3.2.6).
    /// </summary>
    private static (Numbers.ModSeq? ChangedSince, bool Vanished) FetchModifiers(ParseCursor cursor)
    {
        Numbers.ModSeq? since = null;
        var vanished = false;
        cursor.List(() =>
        {
            var name = cursor.Keyword("a FETCH modifier");
            switch (name)
            {
                case "CHANGEDSINCE":
                    cursor.Space();
                    since = cursor.ModSeq(zeroAllowed: true);
                    break;
                case "VANISHED" when ByUid(cursor):
                    vanished = true;
                    break;
                default:
                    throw new GrammarException($"unknown {cursor.Name} modifier {name}");
            }

            return name;
        });
        return vanished && since is null ? throw new GrammarException("VANISHED without CHANGEDSINCE") : (since, vanished);
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
