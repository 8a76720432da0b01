using System.Collections.Immutable;
using System.Globalization;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;
using MessageSummary = ImapLab.Tracking.Ports.MessageSummary;

namespace ImapLab.Tracking.MailKit;

/// <summary>Asks for and reads what a FETCH row says of a message.</summary>
internal static class SummaryReader
{
    private const MessageSummaryItems Plain =
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.InternalDate;

    /// <summary>The items that the server has of its own accord: ids of messages and threads, and labels.</summary>
    public static MessageSummaryItems OwnItems(ImapCapabilities capabilities) =>
        (capabilities & ImapCapabilities.ObjectID) != 0 ? MessageSummaryItems.EmailId | MessageSummaryItems.ThreadId
        : (capabilities & ImapCapabilities.GMailExt1) != 0 ? MessageSummaryItems.GMailMessageId | MessageSummaryItems.GMailThreadId | MessageSummaryItems.GMailLabels
        : MessageSummaryItems.None;

    /// <summary>Flags come with every row: they cost a few bytes, and what is known of them must be as old as the rest.</summary>
    public static FetchRequest RequestFor(SummaryDetail detail, MessageSummaryItems own) => detail switch
    {
        SummaryDetail.Full => new FetchRequest(Plain | MessageSummaryItems.Envelope | (own == MessageSummaryItems.None ? MessageSummaryItems.References : own)),
        SummaryDetail.Identity => new FetchRequest(Plain | own, [HeaderId.MessageId]),
        _ => new FetchRequest(Plain),
    };

    /// <summary>A row without what was asked for is another one: servers send FETCH unasked when flags change.</summary>
    public static bool HasAnswer(IMessageSummary row, SummaryDetail detail) =>
        row.Size is not null && (detail != SummaryDetail.Full || row.Envelope is not null);

    public static MessageSummary Read(IMessageSummary row) => new(new Uid(row.UniqueId.Id))
    {
        MessageId = Bracketed(row.Envelope is { } known ? known.MessageId : row.Headers?[HeaderId.MessageId]),
        Size = row.Size,
        InternalDate = row.InternalDate?.ToUniversalTime(),
        Subject = row.Envelope?.Subject,
        From = row.Envelope?.From.Mailboxes.FirstOrDefault() is { } author ? new EventAddress(Known(author.Name), Known(author.Address)) : null,
        Date = row.Envelope?.Date?.ToUniversalTime(),
        Flags = FlagsOf(row),
        EmailId = row.EmailId ?? row.GMailMessageId?.ToString(CultureInfo.InvariantCulture),
        ThreadId = row.ThreadId ?? row.GMailThreadId?.ToString(CultureInfo.InvariantCulture),
        Labels = LabelsOf(row),
        References = [.. (row.References ?? []).Concat(row.Envelope?.InReplyTo is { } parent ? [parent] : []).Select(Bracketed).OfType<string>().Distinct()],
        Participants = row.Envelope is { } envelope ? [.. envelope.From.Mailboxes.Concat(envelope.To.Mailboxes).Concat(envelope.Cc.Mailboxes).Select(box => box.Address).OfType<string>()] : [],
    };

    public static MessageMarks MarksOf(IMessageSummary row) => new(FlagsOf(row), LabelsOf(row));

    private static NameSet? LabelsOf(IMessageSummary row) =>
        row.GMailLabels is { } labels ? [.. labels.Order(StringComparer.Ordinal)] : null;

    private static NameSet FlagsOf(IMessageSummary row)
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
