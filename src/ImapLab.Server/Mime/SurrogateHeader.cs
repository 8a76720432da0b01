using System.Buffers;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace ImapLab.Server.Mime;

/// <summary>
/// A message with an ASCII header in the place of its own, for clients that know no UTF-8 there (RFC 6858): values become encoded words, and an
/// address that ASCII cannot write becomes one that goes nowhere. The body, and the headers of parts, stay as they are.
/// </summary>
internal static class SurrogateHeader
{
    /// <summary>The address that RFC 6858 section 2.1 puts in the place of one that cannot be written.</summary>
    private const string Nowhere = "invalid@internationalized-address.invalid";

    private const int LongestWord = 45;

    private static readonly SearchValues<byte> NoAscii = SearchValues.Create([.. Enumerable.Range(128, 128).Select(octet => (byte)octet)]);

    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>[]:;@\\,.\"");

    private static readonly string[] AddressFields =
        ["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Resent-From", "Resent-Sender", "Resent-To", "Resent-Cc", "Resent-Bcc"];

    /// <summary>The message; itself where its header is ASCII.</summary>
    public static ReadOnlyMemory<byte> For(ReadOnlyMemory<byte> message)
    {
        var header = MimeScanner.Scan(message).Header;
        if (!message.Span[header.Start..header.End].ContainsAny(NoAscii))
            return message;
        var surrogate = new ArrayBufferWriter<byte>(message.Length + 256);
        foreach (var field in header.Fields)
            Write(surrogate, header, field);
        if (header.HasBlankLine)
            surrogate.Write("\r\n"u8);
        surrogate.Write(message.Span[header.End..]);
        return surrogate.WrittenMemory;
    }

    private static void Write(ArrayBufferWriter<byte> surrogate, HeaderBlock header, HeaderField field)
    {
        var bytes = header.Bytes(field);
        if (!bytes.ContainsAny(NoAscii))
        {
            surrogate.Write(bytes);
            return;
        }

        var name = Encoding.Latin1.GetString(header.Name(field));
        var value = Charsets.Decode(Encoding.Latin1.GetBytes(header.Value(field)), null, Encoding.Latin1);
        // A line that is no field, or whose name is no ASCII, has no place in a header that is one.
        if (name.Length == 0 || !System.Text.Ascii.IsValid(name))
            return;
        var isAddress = AddressFields.Contains(name, StringComparer.OrdinalIgnoreCase);
        surrogate.Write(Encoding.ASCII.GetBytes($"{name}: {(isAddress ? Addresses(value) : Words(value))}\r\n"));
    }

    private static string Addresses(string value)
    {
        if (!InternetAddressList.TryParse(value, out var addresses))
            return Words(value);
        return string.Join(",\r\n ", addresses.Select(Address));
    }

    private static string Address(InternetAddress address) => address switch
    {
        MailboxAddress mailbox when System.Text.Ascii.IsValid(mailbox.Address) => $"{Words(mailbox.Name ?? "")} <{mailbox.Address}>".TrimStart(),
        MailboxAddress mailbox => $"{Words(mailbox.Name is { Length: > 0 } name ? $"{name} <{mailbox.Address}>" : mailbox.Address)} <{Nowhere}>",
        GroupAddress group => $"{Words(group.Name ?? "")}: {string.Join(", ", group.Members.Select(Address))};",
        _ => Words(address.ToString()),
    };

    /// <summary>Encoded words of whole characters (RFC 2047 section 5), a line each.</summary>
    private static string Words(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text.AsSpan().ContainsAny(Specials) ? MimeUtils.Quote(text) : text;
        var words = new List<string>();
        var word = new StringBuilder();
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestWord)
            {
                words.Add(Word(word.ToString()));
                word.Clear();
                octets = 0;
            }

            word.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        words.Add(Word(word.ToString()));
        return string.Join("\r\n ", words);
    }

    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}
