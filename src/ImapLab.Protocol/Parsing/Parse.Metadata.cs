using System.Text;
using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    /// <summary>GETMETADATA. RFC 5464's grammar has the options before the mailbox, its examples have them after it; clients write both.</summary>
    public static ImapCommand GetMetadata(ParseCursor cursor)
    {
        cursor.Space();
        var options = MetadataOptions.None;
        if (cursor.Peek == '(')
        {
            options = MetadataOptionList(cursor);
            cursor.Space();
        }

        var mailbox = cursor.MailboxText();
        cursor.Space();
        // An entry begins with a slash, an option with a letter.
        if (cursor.Peek == '(' && char.IsAsciiLetter(cursor.PeekNext))
        {
            options = MetadataOptionList(cursor);
            cursor.Space();
        }

        var entries = cursor.Peek == '(' ? MetadataEntries(cursor) : [MetadataEntry(cursor)];
        cursor.End();
        return new GetMetadataCommand(cursor.Tag, mailbox, entries, options);
    }

    public static ImapCommand SetMetadata(ParseCursor cursor)
    {
        cursor.Space();
        var mailbox = cursor.MailboxText();
        cursor.Space();
        var values = cursor.List(() =>
        {
            var entry = MetadataEntry(cursor);
            cursor.Space();
            return KeyValuePair.Create(entry, MetadataValue(cursor));
        });
        cursor.End();
        return new SetMetadataCommand(cursor.Tag, mailbox, values);
    }

    internal static IReadOnlyList<string> MetadataEntries(ParseCursor cursor) => [.. cursor.List(() => MetadataEntry(cursor)).Distinct()];

    /// <summary>The name of an annotation (RFC 5464 section 3.2.1), in lower case: names are compared without regard to it.</summary>
    private static string MetadataEntry(ParseCursor cursor)
    {
        var entry = cursor.AString("an entry name").ToLowerInvariant();
        if (entry.Any(character => character is '*' or '%' or < ' ' or > '~'))
            throw new GrammarException("an entry name holds printable ASCII without * and %");
        if (entry.Split('/') is not ["", "private" or "shared", ..])
            throw new GrammarException("an entry name begins with /private or /shared");
        return entry.EndsWith('/') || entry.Contains("//", StringComparison.Ordinal)
            ? throw new GrammarException("an entry name has no empty part")
            : entry;
    }

    private static ReadOnlyMemory<byte>? MetadataValue(ParseCursor cursor)
    {
        // Values outlive the command; what the client has sent does not.
        if (cursor.AtBinaryLiteral)
            return cursor.AnyLiteral().ToArray();
        // The grammar has nstring here; MailKit writes an atom where one will do, and Dovecot takes it.
        var quoted = cursor.Peek is '"' or '\0';
        var text = cursor.AString("a value or NIL");
        return quoted || !text.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1.GetBytes(text) : (ReadOnlyMemory<byte>?)null;
    }

    private static MetadataOptions MetadataOptionList(ParseCursor cursor)
    {
        var options = MetadataOptions.None;
        cursor.List(() =>
        {
            var option = cursor.Keyword("MAXSIZE or DEPTH");
            cursor.Space();
            options = option switch
            {
                "MAXSIZE" => options with { MaxSize = cursor.Number("a number of octets") },
                "DEPTH" => options with { Depth = Depth(cursor) },
                _ => throw new GrammarException($"unknown GETMETADATA option {option}"),
            };
            return option;
        });
        return options;
    }

    /// <summary>RFC 5464 section 4.2.2 knows these three and no others.</summary>
    private static int Depth(ParseCursor cursor) => cursor.Keyword("a depth") switch
    {
        "0" => 0,
        "1" => 1,
        "INFINITY" => int.MaxValue,
        var other => throw new GrammarException($"expected DEPTH 0, 1 or infinity, found {other}"),
    };
}
