using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>Something that happened in the mailbox and that a session's client has not been told.</summary>
public abstract record ViewChange(Uid Uid)
{
    public sealed record Arrived(Uid Uid) : ViewChange(Uid);

    public sealed record Expunged(Uid Uid) : ViewChange(Uid);

    public sealed record Flagged(Uid Uid) : ViewChange(Uid);
}
