using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Wire;

/// <summary>Writes an <see cref="Envelope"/> as RFC 9051 section 9 spells it (envelope, address).</summary>
public static class EnvelopeWriter
{
    public static ImapWriter Envelope(this ImapWriter writer, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(envelope);
        writer.Raw('(').NString(envelope.Date).Space().NString(envelope.Subject).Space();
        var from = writer.Length;
        var end = writer.Addresses(envelope.From).Length;
        // In most mail nobody else is the sender, and nobody else gets the answer.
        writer.Space();
        _ = ReferenceEquals(envelope.Sender, envelope.From) ? writer.Again(from, end) : writer.Addresses(envelope.Sender);
        writer.Space();
        _ = ReferenceEquals(envelope.ReplyTo, envelope.From) ? writer.Again(from, end) : writer.Addresses(envelope.ReplyTo);
        return writer.Space()
            .Addresses(envelope.To).Space()
            .Addresses(envelope.Cc).Space()
            .Addresses(envelope.Bcc).Space()
            .NString(envelope.InReplyTo).Space()
            .NString(envelope.MessageId)
            .Raw(')');
    }

    /// <summary>No space stands between addresses, and no addresses is <c>NIL</c>: <c>"(" 1*address ")" / nil</c>.</summary>
    private static ImapWriter Addresses(this ImapWriter writer, IReadOnlyList<Address> addresses)
    {
        if (addresses.Count == 0)
            return writer.NString(null);

        writer.Raw('(');
        for (var number = 0; number < addresses.Count; number++)
        {
            var address = addresses[number];
            writer.Raw('(')
                .NString(address.Name).Space()
                .NString(address.Route).Space()
                .NString(address.Mailbox).Space()
                .NString(address.Host)
                .Raw(')');
        }

        return writer.Raw(')');
    }
}
