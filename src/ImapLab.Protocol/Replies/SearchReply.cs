using System.Collections.Immutable;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <param name="Numbers">UIDs or sequence numbers, ascending.</param>
/// <param name="HighestModSeq">Told when the search used MODSEQ (RFC 7162 section 3.1.5).</param>
public sealed record SearchReply(ImmutableArray<uint> Numbers, ModSeq? HighestModSeq) : Reply;

/// <summary>The answer to an extended SEARCH (RFC 4731) or SORT (RFC 5267 section 3).</summary>
/// <param name="Tag">The tag of the command that it answers.</param>
/// <param name="Return">Which of the items below are told.</param>
/// <param name="Numbers">All that was found, in the order that was asked for.</param>
public sealed record EsearchReply(string Tag, bool ByUid, SearchReturn Return, ImmutableArray<uint> Numbers, ModSeq? HighestModSeq) : Reply;
