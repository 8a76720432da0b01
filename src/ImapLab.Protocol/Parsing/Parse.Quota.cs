using System.Globalization;
using ImapLab.Protocol.Commands;

namespace ImapLab.Protocol.Parsing;

public static partial class Parse
{
    public static ImapCommand GetQuota(ParseCursor cursor)
    {
        cursor.Space();
        var root = cursor.AString("a quota root");
        cursor.End();
        return new GetQuotaCommand(cursor.Tag, root);
    }

    public static ImapCommand SetQuota(ParseCursor cursor)
    {
        cursor.Space();
        var root = cursor.AString("a quota root");
        cursor.Space();
        var limits = cursor.List(
            () =>
            {
                var resource = cursor.Keyword("a resource");
                cursor.Space();
                return KeyValuePair.Create(resource, Number64(cursor));
            },
            mayBeEmpty: true);
        cursor.End();
        return new SetQuotaCommand(cursor.Tag, root, limits);
    }

    /// <summary>number64 (RFC 9051 section 9): it has 63 bits.</summary>
    private static ulong Number64(ParseCursor cursor) =>
        long.TryParse(cursor.While(char.IsAsciiDigit, "a limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (ulong)number
            : throw cursor.Error("a limit of at most 9223372036854775807");
}
