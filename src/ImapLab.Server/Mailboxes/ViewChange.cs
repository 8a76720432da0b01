using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>Something that happened in the mailbox and that a session's client has not been told.</summary>
public readonly record struct ViewChange(ViewChangeKind Kind, Uid Uid);

public enum ViewChangeKind
{
    Arrived,
    Expunged,
    Flagged,
}
