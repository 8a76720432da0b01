using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>What a client can want to be told of (RFC 5465 section 5).</summary>
[Flags]
internal enum NotifyEvents
{
    None = 0,
    MessageNew = 1,
    MessageExpunge = 2,
    FlagChange = 4,
    AnnotationChange = 8,
    MailboxName = 16,
    SubscriptionChange = 32,
    MailboxMetadataChange = 64,
    ServerMetadataChange = 128,

    /// <summary>Those of messages.</summary>
    Messages = MessageNew | MessageExpunge | FlagChange | AnnotationChange,

    /// <summary>Those that mean nothing without each other.</summary>
    Numbers = MessageNew | MessageExpunge,
}

/// <summary>The events by name.</summary>
internal static class NotifyEventNames
{
    private static readonly NotifyEvents[] All =
    [
        NotifyEvents.MessageNew, NotifyEvents.MessageExpunge, NotifyEvents.FlagChange, NotifyEvents.AnnotationChange, NotifyEvents.MailboxName,
        NotifyEvents.SubscriptionChange, NotifyEvents.MailboxMetadataChange, NotifyEvents.ServerMetadataChange,
    ];

    /// <returns>None where no standard has such an event.</returns>
    public static NotifyEvents Find(string name) => Array.Find(All, one => one.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));

    public static NotifyEvents Of(NotifyGroup group) => group.Events.Aggregate(NotifyEvents.None, (events, one) => events | Find(one.Name));

    /// <summary>The events that a server has: those of annotations with METADATA only, those of messages' annotations with none (RFC 5257 is not served).</summary>
    public static IEnumerable<NotifyEvents> Served(Turn turn) => All.Where(one => one switch
    {
        NotifyEvents.AnnotationChange => false,
        NotifyEvents.MailboxMetadataChange => turn.Offers("METADATA"),
        NotifyEvents.ServerMetadataChange => turn.Offers("METADATA-SERVER"),
        _ => true,
    });
}
