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
        var command = new FetchCommand(cursor.Tag, ByUid(cursor), messages, items, ChangedSince: null);
        if (cursor.TryTake(' '))
            cursor.List(() => command = Modified(command, cursor));
        cursor.End();
        return command is { Vanished: true, ChangedSince: null } ? throw new GrammarException("VANISHED without CHANGEDSINCE") : command;
    }

    /// <summary>
    /// RFC 4466 section 2.4: modifiers in any order. CHANGEDSINCE 0 asks for all; VANISHED stands with UID FETCH and CHANGEDSINCE only
    /// (RFC 7162 section 3.2.6), PARTIAL with UID FETCH only (RFC 9394 section 3.3).
    /// </summary>
    private static FetchCommand Modified(FetchCommand command, ParseCursor cursor)
    {
        var modifier = cursor.Keyword("a FETCH modifier");
        switch (modifier)
        {
            case "CHANGEDSINCE":
                cursor.Space();
                return command with { ChangedSince = cursor.ModSeq(zeroAllowed: true) };
            case "VANISHED" when command.ByUid:
                return command with { Vanished = true };
            case "PARTIAL" when command.ByUid:
                cursor.Space();
                return command with { Partial = PartialOfResults(cursor) };
            default:
                throw new GrammarException($"unknown {cursor.Name} modifier {modifier}");
        }
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
