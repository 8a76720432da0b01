using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>What a message says of itself in its header, as far as the oracle asks.</summary>
internal static partial class MessageHeaders
{
    public static string? MessageIdOf(Message message) => IdsIn(message, "Message-ID").FirstOrDefault();

    /// <summary>The messages that it answers: References, then In-Reply-To (RFC 5322 section 3.6.4).</summary>
    public static IReadOnlyList<string> ReferencesOf(Message message) => [.. IdsIn(message, "References"), .. IdsIn(message, "In-Reply-To")];

    /// <summary>The subject without what answers and forwards put before it, as far as real subjects go.</summary>
    public static string SubjectOf(Message message) => Prefixes().Replace(FieldOf(message, "Subject") ?? "", "").Trim();

    private static IEnumerable<string> IdsIn(Message message, string field) =>
        Ids().Matches(FieldOf(message, field) ?? "").Select(id => id.Value);

    private static string? FieldOf(Message message, string field)
    {
        var bytes = message.Content.Bytes.Span;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        var header = Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        foreach (var line in header.Split("\r\n"))
        {
            if (line.StartsWith($"{field}:", StringComparison.OrdinalIgnoreCase))
                return line[(field.Length + 1)..].Trim();
        }

        return null;
    }

    [GeneratedRegex(@"<[^<>\s]+>")]
    private static partial Regex Ids();

    [GeneratedRegex(@"^\s*((re|fwd?|aw|wg)\s*:\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefixes();
}
