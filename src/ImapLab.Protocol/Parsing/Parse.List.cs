using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    /// <summary>LSUB, and XLIST as far as anybody has seen it used.</summary>
    public static ImapCommand Lsub(ParseCursor cursor)
    {
        cursor.Space();
        var reference = Reference(cursor);
        cursor.Space();
        var pattern = Pattern(cursor);
        cursor.End();
        return new ListCommand(cursor.Tag, cursor.Name, reference ?? "", Known([pattern], reference), ListOptions.None);
    }

    /// <summary>LIST (RFC 9051 section 9, <c>list</c>). Which of the options there are is for the handler to say.</summary>
    public static ImapCommand List(ParseCursor cursor)
    {
        cursor.Space();
        var options = ListOptions.None;
        if (cursor.Peek == '(')
        {
            options = options with { Extended = true };
            cursor.List(() => SelectionOption(cursor, ref options), mayBeEmpty: true);
            cursor.Space();
        }

        var reference = Reference(cursor);
        cursor.Space();
        List<string?> patterns;
        if (cursor.Peek == '(')
        {
            options = options with { Extended = true };
            patterns = cursor.List(() => Pattern(cursor));
        }
        else
        {
            patterns = [Pattern(cursor)];
        }

        if (cursor.TryWord(" RETURN "))
        {
            options = options with { Extended = true };
            cursor.List(() => ReturnOption(cursor, ref options), mayBeEmpty: true);
        }

        cursor.End();
        // It says how the others choose, so alone it says nothing (RFC 5258 section 3.1).
        if (options is { Recursive: true, OnlySpecialUse: false, OnlySubscribed: false })
            throw new GrammarException("RECURSIVEMATCH must not be the only selection option");
        return new ListCommand(cursor.Tag, cursor.Name, reference ?? "", Known(patterns, reference), options);
    }

    private static string SelectionOption(ParseCursor cursor, ref ListOptions options)
    {
        var option = cursor.Keyword("a selection option");
        options = option switch
        {
            "SPECIAL-USE" => options with { OnlySpecialUse = true },
            "SUBSCRIBED" => options with { OnlySubscribed = true, ReturnSubscribed = true },
            "RECURSIVEMATCH" => options with { Recursive = true },
            "REMOTE" => options with { Remote = true },
            _ => throw new GrammarException($"unknown LIST selection option {option}"),
        };
        return option;
    }

    private static string ReturnOption(ParseCursor cursor, ref ListOptions options)
    {
        var option = cursor.Keyword("a RETURN option");
        if (option is "STATUS" or "METADATA")
            cursor.Space();
        options = option switch
        {
            "SPECIAL-USE" => options with { ReturnSpecialUse = true },
            "SUBSCRIBED" => options with { ReturnSubscribed = true },
            "CHILDREN" => options with { ReturnChildren = true },
            "MYRIGHTS" => options with { ReturnMyRights = true },
            "METADATA" => options with { ReturnMetadata = MetadataEntries(cursor) },
            "STATUS" => options with { ReturnStatus = StatusItems(cursor) },
            _ => throw new GrammarException($"unknown LIST return option {option}"),
        };
        return option;
    }

    private static string? Reference(ParseCursor cursor) => cursor.Decoded(cursor.AString("a reference name"));

    private static string? Pattern(ParseCursor cursor) => cursor.Decoded(
        cursor.Peek is '"' or '\0' ? cursor.String("a mailbox pattern") : cursor.While(Grammar.IsList, "a mailbox pattern"));

    /// <summary>The patterns that could match a name; an empty one asks for the delimiter, whatever it is asked of.</summary>
    private static List<string> Known(IEnumerable<string?> patterns, string? reference) =>
        [.. patterns.OfType<string>().Where(pattern => reference is not null || pattern.Length == 0)];
}
