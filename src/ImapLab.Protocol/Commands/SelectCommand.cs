using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>SELECT or EXAMINE.</summary>
/// <param name="Condstore">The client gave <c>(CONDSTORE)</c> (RFC 7162 section 3.1.8).</param>
/// <param name="Resync">The client gave <c>(QRESYNC …)</c>; null where it did not.</param>
public sealed record SelectCommand(string Tag, string Name, MailboxName Mailbox, bool Condstore, ResyncParameters? Resync = null) : ImapCommand(Tag, Name)
{
    /// <summary>The mailbox as the client spelt it.</summary>
    public required string Given { get; init; }

    public override bool SaysNumbers => Resync is { Match: not null };

    public bool ReadOnly => Name == "EXAMINE";
}

/// <summary>What a client that comes back knows of the mailbox (RFC 7162 section 3.2.5).</summary>
/// <param name="UidValidity">The epoch that it knows; 0 for none.</param>
/// <param name="Since">It knows all changes up to this one.</param>
/// <param name="KnownUids">It asks about these alone; null for all.</param>
/// <param name="Match">Some sequence numbers and the UIDs that it knows them by, pair by pair; null for none.</param>
public sealed record ResyncParameters(uint UidValidity, ModSeq Since, SequenceSet? KnownUids, SequenceMatch? Match);

/// <summary>Sequence numbers and UIDs of some messages, both ascending and equally many (RFC 7162 section 3.2.5.2).</summary>
public sealed record SequenceMatch(SequenceSet Numbers, SequenceSet Uids);
