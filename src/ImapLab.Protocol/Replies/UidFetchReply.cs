using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <summary>What FETCH tells, to a client that knows no sequence numbers (RFC 9586 section 3.3).</summary>
public sealed record UidFetchReply(Uid Uid, IReadOnlyList<FetchDatum> Data) : Reply;
