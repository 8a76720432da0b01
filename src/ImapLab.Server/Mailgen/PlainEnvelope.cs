using System.Text;
using ImapLab.Protocol.Mail;
using MimeKit;
using MimeKit.Utils;

namespace ImapLab.Server.Mailgen;

/// <summary>
/// The envelope of a generated message without the message, which costs ten times as much: of those whose header MimeKit writes just as it is
/// told, in ASCII and without folding what ENVELOPE tells of.
/// </summary>
internal static class PlainEnvelope
{
    /// <summary>Header lines up to this are sure not to be folded.</summary>
    private const int LongestUnfolded = 70;

    /// <returns>Null where the header must be read.</returns>
    public static Envelope? Of(string subject, DateTimeOffset date, string messageId, MailboxAddress from, MailboxAddress to, string? answers)
    {
        if (!IsPlain("Subject: ", subject) || !IsPlain("From: ", from.ToString()) || !IsPlain("To: ", to.ToString()))
            return null;
        Address[] sender = [AddressOf(from)];
        return new Envelope
        {
            Date = DateUtils.FormatDate(date),
            Subject = subject,
            From = sender,
            Sender = sender,
            ReplyTo = sender,
            To = [AddressOf(to)],
            InReplyTo = answers is null ? null : $"<{answers}>",
            MessageId = $"<{messageId}>",
        };
    }

    private static bool IsPlain(string field, string value) => field.Length + value.Length <= LongestUnfolded && Ascii.IsValid(value);

    private static Address AddressOf(MailboxAddress address) => new(address.Name, null, address.LocalPart, address.Domain);
}
