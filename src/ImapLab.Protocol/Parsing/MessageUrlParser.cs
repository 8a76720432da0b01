using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Parsing;

/// <summary>
/// Reads a relative IMAP URL of a message or part, <c>/INBOX;UIDVALIDITY=1/;UID=20/;SECTION=1.MIME/;PARTIAL=0.1024</c> (RFC 5092 sections 6
/// and 11). One with a scheme or a server is no such URL: CATENATE does not go to other servers (RFC 4469 section 3).
/// </summary>
public static partial class MessageUrlParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="selected">The mailbox against which a URL that does not begin with <c>/</c> is resolved; null for none.</param>
    /// <returns>Null where it is not the URL of a message or part.</returns>
    public static MessageUrl? TryParse(string url, MailboxName? selected)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!PathOnly().IsMatch(url))
            return null;
        var segments = new List<string>();
        if (!url.StartsWith('/') && selected is { } name)
            segments.AddRange(name.Text.Split('/').Select(Uri.EscapeDataString));
        foreach (var segment in (url.StartsWith('/') ? url[1..] : url).Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("." or ".."))
                segments.Add(segment);
        }

        var uid = segments.FindIndex(segment => Value(segment, ";UID=") is not null);
        return uid > 0 && Mailbox(segments[..uid]) is var (mailbox, epoch) && Number(Value(segments[uid], ";UID=")) is { } number
            ? Part(segments[(uid + 1)..], new MessageUrl(mailbox, epoch, new Uid(number), SectionSpec.Everything, null))
            : null;
    }

    private static (MailboxName, UidValidity?)? Mailbox(List<string> segments)
    {
        var parts = segments[^1].Split(';', 2);
        uint? epoch = null;
        if (parts.Length == 2 && (epoch = Number(Value(";" + parts[1], ";UIDVALIDITY="))) is null)
            return null;
        segments[^1] = parts[0];
        var names = segments.ConvertAll(Decoded);
        return names.Exists(string.IsNullOrEmpty) ? null : (new MailboxName(string.Join('/', names)), epoch is { } value ? new UidValidity(value) : null);
    }

    /// <summary>Section and range come in this order, each at most once; a slash may end the whole.</summary>
    private static MessageUrl? Part(List<string> segments, MessageUrl url)
    {
        if (segments is [.., ""])
            segments.RemoveAt(segments.Count - 1);
        if (segments.Count > 0 && Value(segments[0], ";SECTION=") is { } section)
        {
            if (Section(Decoded(section)) is not { } named)
                return null;
            url = url with { Section = named };
            segments.RemoveAt(0);
        }

        if (segments.Count > 0 && Value(segments[0], ";PARTIAL=") is { } partial)
        {
            if (Partial(partial) is not { } range)
                return null;
            url = url with { Partial = range };
            segments.RemoveAt(0);
        }

        return segments.Count == 0 ? url : null;
    }

    private static SectionSpec? Section(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var cursor = new ParseCursor(new CommandFrame([FrameSegment.OfText(text)]));
        try
        {
            var section = Parse.SectionName(cursor);
            return cursor.AtEnd ? section : null;
        }
        catch (GrammarException)
        {
            return null;
        }
    }

    private static (uint, uint?)? Partial(string text)
    {
        var parts = text.Split('.', 2);
        if (!uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return null;
        if (parts.Length == 1)
            return (offset, null);
        return Number(parts[1]) is { } length ? (offset, length) : null;
    }

    private static string? Value(string segment, string key) =>
        segment.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? segment[key.Length..] : null;

    /// <summary>A number from 1, or null.</summary>
    private static uint? Number(string? digits) =>
        uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Without percent-encoding; null where that is not UTF-8.</summary>
    private static string? Decoded(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
                bytes.Add((byte)text[at]);
            else if (at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes.Add(octet);
                at += 2;
            }
            else
                return null;
        }

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Visible ASCII without scheme, server, query or fragment.</summary>
    [GeneratedRegex(@"\A(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)[!$-.0-;=@A-Z_a-z~&'()*+,%/]+\z")]
    private static partial Regex PathOnly();
}
