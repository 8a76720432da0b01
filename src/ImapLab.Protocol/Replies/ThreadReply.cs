namespace ImapLab.Protocol.Replies;

/// <summary>THREAD (RFC 5256 section 4): messages as trees.</summary>
public sealed record ThreadReply(IReadOnlyList<ThreadNode> Roots) : Reply;

/// <summary>A message and the answers to it. Not a record: a conversation may be deeper than a stack.</summary>
public sealed class ThreadNode(uint number)
{
    /// <summary>UID or sequence number; 0 for a message that is not there, whose answers are.</summary>
    public uint Number => number;

    public IList<ThreadNode> Children { get; } = [];
}
