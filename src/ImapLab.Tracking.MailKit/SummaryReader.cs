using System.Collections.Immutable;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using MailKit;
using MimeKit;
using MessageSummary = ImapLab.Tracking.Ports.MessageSummary;

namespace ImapLab.Tracking.MailKit;

/// <summary>Asks for and reads what a FETCH row says of a message.</summary>
internal static class SummaryReader
{
    private const MessageSummaryItems Plain =
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.InternalDate;

    private const MessageSummaryItems ObjectIds = MessageSummaryItems.EmailId | MessageSummaryItems.ThreadId;

    public static FetchRequest RequestFor(SummaryDetail detail, bool hasObjectIds) => detail switch
    {
        SummaryDetail.Full => new FetchRequest(Plain | MessageSummaryItems.Envelope | (hasObjectIds ? ObjectIds : 0)),
        SummaryDetail.Identity => new FetchRequest(
            MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate | (hasObjectIds ? MessageSummaryItems.EmailId : 0),
            [HeaderId.MessageId]),
        _ => new FetchRequest(Plain),
    };

    /// <summary>A row without what was asked for is another one: servers send FETCH unasked when flags change.</summary>
    public static bool HasAnswer(IMessageSummary row, SummaryDetail detail) =>
        row.Size is not null && (detail != SummaryDetail.Full || row.Envelope is not null);

    public static MessageSummary Read(IMessageSummary row) => new(new Uid(row.UniqueId.Id))
    {
        MessageId = Bracketed(row.Envelope is { } envelope ? envelope.MessageId : row.Headers?[HeaderId.MessageId]),
        Size = row.Size,
        InternalDate = row.InternalDate?.ToUniversalTime(),
        Subject = row.Envelope?.Subject,
        From = row.Envelope?.From.Mailboxes.FirstOrDefault() is { } author ? new EventAddress(Known(author.Name), Known(author.Address)) : null,
        Date = row.Envelope?.Date?.ToUniversalTime(),
        Flags = FlagsOf(row),
        EmailId = row.EmailId,
        ThreadId = row.ThreadId,
    };

    private static ImmutableArray<string> FlagsOf(IMessageSummary row)
    {
        var flags = row.Flags ?? MessageFlags.None;
        var system = SystemFlags.None;
        system |= (flags & MessageFlags.Answered) != 0 ? SystemFlags.Answered : 0;
        system |= (flags & MessageFlags.Flagged) != 0 ? SystemFlags.Flagged : 0;
        system |= (flags & MessageFlags.Deleted) != 0 ? SystemFlags.Deleted : 0;
        system |= (flags & MessageFlags.Seen) != 0 ? SystemFlags.Seen : 0;
        system |= (flags & MessageFlags.Draft) != 0 ? SystemFlags.Draft : 0;
        var keywords = row.Keywords is null ? [] : row.Keywords.Order(StringComparer.Ordinal).ToImmutableArray();
        return [.. new FlagSet(system, keywords).ToNames()];
    }

    /// <summary>ENVELOPE comes without its angle brackets from MailKit, a header with them, and with spaces.</summary>
    private static string? Bracketed(string? messageId)
    {
        var inner = messageId?.Trim().TrimStart('<').TrimEnd('>').Trim();
        return string.IsNullOrEmpty(inner) ? null : $"<{inner}>";
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
