using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// Makes an envelope of a header (RFC 9051 section 7.5.2). Of a text field that comes twice, which RFC 5322 section 3.6 forbids, the last
/// counts; address fields that come twice are one list, as Dovecot has it.
/// </summary>
internal static class EnvelopeReader
{
    public static Envelope Read(HeaderBlock header)
    {
        var from = Addresses(header, "From");
        var sender = Addresses(header, "Sender");
        var replyTo = Addresses(header, "Reply-To");
        return new Envelope
        {
            Date = header.Last("Date"),
            Subject = header.Last("Subject"),
            From = from,
            Sender = sender.Count > 0 ? sender : from,
            ReplyTo = replyTo.Count > 0 ? replyTo : from,
            To = Addresses(header, "To"),
            Cc = Addresses(header, "Cc"),
            Bcc = Addresses(header, "Bcc"),
            InReplyTo = header.Last("In-Reply-To"),
            MessageId = header.Last("Message-ID"),
        };
    }

    private static List<Address> Addresses(HeaderBlock header, string name) => header
        .All(name)
        .SelectMany(field => AddressListParser.Parse(header.Value(field)))
        .Take(MimeLimits.Addresses)
        .ToList();
}
