using System.Text;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// Writes addresses in one form whatever form they had: <c>Name &lt;mailbox@host&gt;, group: &lt;one@host&gt;;</c>. SEARCH FROM and its like look into
/// that (RFC 9051 section 6.4.4 has them look into the envelope), so comments and odd spacing do not matter.
/// </summary>
internal static class AddressText
{
    /// <param name="value">A field's unfolded value, Latin-1, encoded words as they stand.</param>
    public static string Write(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        var gap = "";
        foreach (var address in AddressListParser.Parse(value))
        {
            if (address == Address.GroupEnd)
            {
                text.Append(';');
                gap = ", ";
            }
            else if (address.Host is null)
            {
                text.Append(gap).Append(Quoted(address.Mailbox ?? "", allowDot: false)).Append(':');
                gap = " ";
            }
            else
            {
                Write(text.Append(gap), address);
                gap = ", ";
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Address address)
    {
        if (address.Name is { Length: > 0 } name)
            text.Append(Quoted(name, allowDot: false)).Append(' ');
        text.Append('<');
        if (address.Route is { Length: > 0 } route)
            text.Append(route).Append(':');
        text.Append(Quoted(address.Mailbox ?? "", allowDot: true)).Append('@').Append(address.Host).Append('>');
    }

    /// <summary>In quotes where it is no atom (RFC 5322 section 3.2.3), unless encoded words are all of it: these in quotes would be none.</summary>
    private static string Quoted(string text, bool allowDot)
    {
        if (text.StartsWith("=?", StringComparison.Ordinal) && text.EndsWith("?=", StringComparison.Ordinal))
            return text;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character < 0x80 && !"!#$%&'*+-/=?^_`{|}~".Contains(character, StringComparison.Ordinal) && !(allowDot && character == '.'))
                return $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        }

        return text;
    }
}
