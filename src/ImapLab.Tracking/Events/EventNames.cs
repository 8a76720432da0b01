namespace ImapLab.Tracking.Events;

/// <summary>The kinds of events that the tracker tells.</summary>
public static class EventNames
{
    public const string AccountInitialized = "accountInitialized";
    public const string MessageNew = "messageNew";
    public const string MessageDeleted = "messageDeleted";
    public const string MessageMoved = "messageMoved";
    public const string MessageUpdated = "messageUpdated";
    public const string MailboxNew = "mailboxNew";
    public const string MailboxDeleted = "mailboxDeleted";
    public const string MailboxRenamed = "mailboxRenamed";
    public const string MailboxReset = "mailboxReset";
    public const string MassDeletion = "massDeletion";
    public const string ConnectError = "connectError";
    public const string AuthenticationError = "authenticationError";
    public const string SyncWarning = "syncWarning";

    /// <summary>All of them, in the order of docs/events.md.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        AccountInitialized, MessageNew, MessageDeleted, MessageMoved, MessageUpdated, MailboxNew, MailboxDeleted, MailboxRenamed,
        MailboxReset, MassDeletion, ConnectError, AuthenticationError, SyncWarning,
    ];
}
