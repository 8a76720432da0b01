using System.Runtime.CompilerServices;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// Makes an envelope of a header (RFC 9051 section 7.5.2). Of a text field that comes twice, which RFC 5322 section 3.6 forbids, the last
/// counts; address fields that come twice are one list, as Dovecot has it.
/// </summary>
internal static class EnvelopeReader
{
    private enum Field
    {
        Other,
        Date,
        Subject,
        InReplyTo,
        MessageId,
        From,
        Sender,
        ReplyTo,
        To,
        Cc,
        Bcc,
    }

    public static Envelope Read(HeaderBlock header)
    {
        Texts texts = default;
        Lists lists = default;
        for (var number = 0; number < header.Fields.Count; number++)
        {
            var field = header.Fields[number];
            var which = FieldNamed(header.Name(field));
            if (which >= Field.From)
                lists[(int)which] = Joined(lists[(int)which], header, field);
            else
                texts[(int)which] = field;
        }

        var from = lists[(int)Field.From] ?? [];
        return new Envelope
        {
            Date = Text(header, texts[(int)Field.Date]),
            Subject = Text(header, texts[(int)Field.Subject]),
            From = from,
            Sender = lists[(int)Field.Sender] is { Count: > 0 } sender ? sender : from,
            ReplyTo = lists[(int)Field.ReplyTo] is { Count: > 0 } replyTo ? replyTo : from,
            To = lists[(int)Field.To] ?? [],
            Cc = lists[(int)Field.Cc] ?? [],
            Bcc = lists[(int)Field.Bcc] ?? [],
            InReplyTo = Text(header, texts[(int)Field.InReplyTo]),
            MessageId = Text(header, texts[(int)Field.MessageId]),
        };
    }

    /// <summary>A name is looked at as a whole only where its length fits one that matters.</summary>
    private static Field FieldNamed(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when Ascii.EqualsIgnoreCase(name, "To") => Field.To,
        2 when Ascii.EqualsIgnoreCase(name, "Cc") => Field.Cc,
        3 when Ascii.EqualsIgnoreCase(name, "Bcc") => Field.Bcc,
        4 when Ascii.EqualsIgnoreCase(name, "Date") => Field.Date,
        4 when Ascii.EqualsIgnoreCase(name, "From") => Field.From,
        6 when Ascii.EqualsIgnoreCase(name, "Sender") => Field.Sender,
        7 when Ascii.EqualsIgnoreCase(name, "Subject") => Field.Subject,
        8 when Ascii.EqualsIgnoreCase(name, "Reply-To") => Field.ReplyTo,
        10 when Ascii.EqualsIgnoreCase(name, "Message-ID") => Field.MessageId,
        11 when Ascii.EqualsIgnoreCase(name, "In-Reply-To") => Field.InReplyTo,
        _ => Field.Other,
    };

    private static IReadOnlyList<Address> Joined(IReadOnlyList<Address>? before, HeaderBlock header, HeaderField field)
    {
        if (before is null && SimpleAddress.TryRead(header.RawValue(field)) is { } address)
            return new Address[] { address };
        if (before is { Count: >= MimeLimits.Addresses })
            return before;
        var more = AddressListParser.Parse(header.Value(field));
        if (before is null && more.Count <= MimeLimits.Addresses)
            return more;
        // Grown in place: a header may have the field a hundred thousand times.
        var joined = before as List<Address> ?? [.. before ?? []];
        joined.AddRange(more.Take(MimeLimits.Addresses - joined.Count));
        return joined;
    }

    /// <summary>A field that is not there has no name.</summary>
    private static string? Text(HeaderBlock header, HeaderField field) => field.NameLength > 0 ? header.Value(field) : null;

    /// <summary>The last field of each name that holds a text.</summary>
    [InlineArray((int)Field.MessageId + 1)]
    private struct Texts
    {
        private HeaderField _first;
    }

    /// <summary>The addresses of each name that holds some.</summary>
    [InlineArray((int)Field.Bcc + 1)]
    private struct Lists
    {
        private IReadOnlyList<Address>? _first;
    }
}
