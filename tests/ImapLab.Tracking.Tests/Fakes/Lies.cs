using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Fakes;

internal enum SearchLie
{
    None,
    Refused,

    /// <summary>One message is left out.</summary>
    Short,

    /// <summary>As many numbers as there are messages, but they are places, not UIDs.</summary>
    Places,
}

/// <summary>What a fake server does not have, and where it does not tell the truth.</summary>
internal sealed record Lies
{
    public bool Idle { get; init; } = true;

    /// <summary>IDLE is accepted and tells nothing.</summary>
    public bool IdleIsDeaf { get; init; }

    public bool CondStore { get; init; }

    /// <summary>What the answer to QRESYNC becomes on the wire; null where the server does not have it.</summary>
    public Func<Resynced, Resynced>? Resync { get; init; }

    /// <summary>HIGHESTMODSEQ stands still on EXPUNGE, as RFC 7162 allows where there is no QRESYNC.</summary>
    public bool ModSeqIgnoresExpunge { get; init; }

    public bool NoUidNext { get; init; }

    /// <summary>The server tells MAILBOXID.</summary>
    public bool MailboxIds { get; init; }

    /// <summary>The server tells EMAILID.</summary>
    public bool EmailIds { get; init; }

    public SearchLie Search { get; init; }

    /// <summary>Messages that are announced and not shown by FETCH.</summary>
    public Func<FakeMessage, bool> Hidden { get; init; } = _ => false;

    /// <summary>Messages whose description ends the connection.</summary>
    public Func<FakeMessage, bool> Poisonous { get; init; } = _ => false;

    /// <summary>What is told of the selected folder with the answer to a command, true or not; null for nothing.</summary>
    public Func<string, ViewChange?> Babble { get; init; } = _ => null;
}
