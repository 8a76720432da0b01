using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Ports;

/// <summary>One untagged answer about the selected folder. Numbers are as the server gave them, sense or nonsense.</summary>
public abstract record ViewChange
{
    /// <summary>EXISTS: how many messages the view holds now.</summary>
    public sealed record Exists(long Count) : ViewChange;

    /// <summary>EXPUNGE: the message at this place is gone, and those above move down by one.</summary>
    public sealed record Expunged(long Place) : ViewChange;

    /// <summary>VANISHED without EARLIER (RFC 7162 section 3.2.10.2): these UIDs are gone.</summary>
    public sealed record Vanished(SequenceSet Uids) : ViewChange;

    /// <summary>Something about the view that is too long, or not spelt as it must be: what it did to the view is unknown.</summary>
    public sealed record Unreadable(string What) : ViewChange;

    /// <summary>FETCH with FLAGS that nobody asked for: flags changed. Whose, is read by mod-sequence.</summary>
    public sealed record Flagged : ViewChange;

    /// <summary>UIDVALIDITY told amid a session: if it is another one, the view is void.</summary>
    public sealed record EpochTold(UidValidity UidValidity) : ViewChange;
}
