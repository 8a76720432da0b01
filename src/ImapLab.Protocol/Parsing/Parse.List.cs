using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    public static ImapCommand Lsub(ParseCursor cursor)
    {
        cursor.Space();
        var reference = Reference(cursor);
        cursor.Space();
        var pattern = Pattern(cursor);
        cursor.End();
        return new ListCommand(cursor.Tag, cursor.Name, reference, [pattern], ListOptions.None);
    }

    /// <summary>
    /// LIST with the options that SPECIAL-USE (RFC 6154) and LIST-STATUS (RFC 5819) bring, in the syntax of RFC 5258.
    /// </summary>
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
        List<string> patterns;
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
        return new ListCommand(cursor.Tag, cursor.Name, reference, patterns, options);
    }

    private static string SelectionOption(ParseCursor cursor, ref ListOptions options)
    {
        var option = cursor.Keyword("a selection option");
        options = option switch
        {
            "SPECIAL-USE" => options with { OnlySpecialUse = true },
            "SUBSCRIBED" => options with { OnlySubscribed = true, ReturnSubscribed = true },
            _ => throw new GrammarException($"unknown LIST selection option {option}"),
        };
        return option;
    }

    private static string ReturnOption(ParseCursor cursor, ref ListOptions options)
    {
        var option = cursor.Keyword("a RETURN option");
        switch (option)
        {
            case "SPECIAL-USE":
                options = options with { ReturnSpecialUse = true };
                break;
            case "STATUS":
                cursor.Space();
                options = options with { ReturnStatus = StatusItems(cursor) };
                break;
            case "SUBSCRIBED":
                options = options with { ReturnSubscribed = true };
                break;
            case "CHILDREN":
                // \HasChildren and \HasNoChildren are always told.
                break;
            default:
                throw new GrammarException($"unknown LIST return option {option}");
        }

        return option;
    }

    private static string Reference(ParseCursor cursor) => Decoded(cursor.AString("a reference name"));

    private static string Pattern(ParseCursor cursor) => Decoded(
        cursor.Peek is '"' or '\0' ? cursor.String("a mailbox pattern") : cursor.While(Grammar.IsList, "a mailbox pattern"));

    private static string Decoded(string raw) =>
        ModifiedUtf7.Decode(raw) ?? throw new GrammarException("mailbox name is not valid modified UTF-7");
}
