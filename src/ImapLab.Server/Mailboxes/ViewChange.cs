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

/// <summary>Of which of others' changes a client wants to be told.</summary>
[Flags]
internal enum ViewNews
{
    None = 0,
    Arrivals = 1,
    Expunges = 2,
    Flags = 4,
    All = Arrivals | Expunges | Flags,
}
