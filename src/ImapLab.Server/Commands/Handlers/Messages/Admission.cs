using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Quotas;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>Whether a mailbox takes messages, and with which flags. All commands that put messages into one ask here before they do.</summary>
internal static class Admission
{
    /// <summary>Why a mailbox does not take messages from this client; null where it does.</summary>
    /// <param name="octets">The size of all of them.</param>
    /// <param name="from">Where they are taken away, when they are moved.</param>
    public static Reply? Refusal(Turn turn, Mailbox target, int messages, ulong octets, Mailbox? from = null) =>
        turn.Refusal(target, MailboxRights.Insert) ?? QuotaRules.Refusal(turn, target.Name, new QuotaUsage(octets, (ulong)messages, 0), from?.Name);

    /// <summary>Why a message cannot be taken out of its mailbox, which is to mark and to expunge it (RFC 6851 section 4.1); null where it can.</summary>
    public static Reply? RefusalToLeave(Turn turn, Mailbox source) => turn.Refusal(source, MailboxRights.Mark) ?? turn.Refusal(source, MailboxRights.Expunge);

    /// <summary>The same of copies of messages, which use nothing more where they are labels. Their sizes are only asked for where they count.</summary>
    public static Reply? Refusal(Turn turn, Mailbox target, IReadOnlyCollection<StoredMessage> sources, Mailbox? from) => turn.Store.Labels is not null
        ? turn.Refusal(target, MailboxRights.Insert)
        : Refusal(turn, target, sources.Count, turn.Store.Quotas.Count == 0 ? 0 : Octets(sources.Select(source => source.Message.Content)), from);

    public static ulong Octets(IEnumerable<IMessageContent> contents) => contents.Aggregate(0UL, (sum, content) => sum + content.Size);

    /// <summary>
    /// What of a message's flags it gets: a flag that the client may not set, or that is one keyword too many, is left out, and the message put in all the
    /// same (RFC 4314 section 4).
    /// </summary>
    public static FlagSet FlagsFor(Mailbox target, FlagSet flags) => target.OwnersRights.Settle(FlagSet.Empty, target.Fitting(flags));

    /// <summary>Puts a copy of a message into a mailbox.</summary>
    public static StoredMessage Copy(Turn turn, Mailbox target, StoredMessage source) => target.AddCopy(turn.Connection, source, FlagsFor(target, source.Flags));
}
