using System.Collections.Immutable;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <param name="Numbers">UIDs or sequence numbers, ascending.</param>
/// <param name="HighestModSeq">Told when the search used MODSEQ (RFC 7162 section 3.1.5).</param>
public sealed record SearchReply(ImmutableArray<uint> Numbers, ModSeq? HighestModSeq) : Reply;

/// <param name="Numbers">UIDs or sequence numbers, in the order that was asked for.</param>
/// <param name="HighestModSeq">Told when the search used MODSEQ.</param>
public sealed record SortReply(ImmutableArray<uint> Numbers, ModSeq? HighestModSeq) : Reply;

/// <summary>The answer to an extended SEARCH (RFC 4731) or SORT (RFC 5267 section 3).</summary>
/// <param name="Tag">The tag of the command that it answers.</param>
/// <param name="Return">Which of the items below are told.</param>
/// <param name="Numbers">All that was found, in the order that was asked for.</param>
public sealed record EsearchReply(string Tag, bool ByUid, SearchReturn Return, ImmutableArray<uint> Numbers, ModSeq? HighestModSeq) : Reply
{
    /// <summary>Whose messages these are, where the command searched several mailboxes (RFC 7377); else null.</summary>
    public MailboxCorrelator? Of { get; init; }
}

/// <param name="Mailbox">The decoded name.</param>
public sealed record MailboxCorrelator(string Mailbox, UidValidity Epoch);

/// <summary>What joined and left the result of a search since it was answered (RFC 5267 section 4.3). What left is to be taken out first.</summary>
/// <param name="Tag">The tag of the search.</param>
public sealed record SearchUpdateReply(string Tag, bool ByUid, IReadOnlyList<SearchUpdateItem> Removed, IReadOnlyList<SearchUpdateItem> Added) : Reply;

/// <param name="Position">The place in the result, counted from 1, of the first of the numbers; 0 where that is their place in the mailbox.</param>
public sealed record SearchUpdateItem(uint Position, ImmutableArray<uint> Numbers);
