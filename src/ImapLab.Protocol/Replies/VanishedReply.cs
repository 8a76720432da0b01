using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <summary>Messages that are gone, by UID (RFC 7162 section 3.2.10).</summary>
/// <param name="Earlier">They went before the mailbox was opened, or before this session was told of them: sequence numbers do not move.</param>
public sealed record VanishedReply(SequenceSet Uids, bool Earlier = false) : Reply;
