using ImapLab.Protocol.Parsing;

namespace ImapLab.Server.Commands;

/// <summary>Whether EXPUNGE may be told while a command runs (RFC 9051 section 7.5.1).</summary>
internal enum ExpungeRule
{
    /// <summary>It may.</summary>
    Told,

    /// <summary>It must wait: the command names messages by sequence number, and these must not move meanwhile.</summary>
    Withheld,
}

/// <summary>One command of the catalogue.</summary>
/// <param name="Name">In upper case, with its prefix.</param>
/// <param name="States">The states in which it is legal.</param>
/// <param name="Capability">What a server must advertise to have it; null for the commands of RFC 3501.</param>
internal sealed record CatalogRow(
    string Name, SessionStates States, ExpungeRule Expunge, string? Capability, ArgumentParser Parse, ICommandHandler Handler)
{
    /// <summary>Whether there is no such command for clients that speak IMAP4rev2 (RFC 9051 appendix E).</summary>
    public bool IsGoneInRev2 => Name == "CHECK";

    /// <summary>Whether its literals are messages, which are large; any other command needs little room for what it says.</summary>
    public bool CarriesMessages => Name is "APPEND" or "REPLACE" or "UID REPLACE";

    /// <summary>Whether it names mailboxes or tells of messages, so that a server of UTF-8 only serves it to no other client (RFC 6855 section 6).</summary>
    public bool MayNeedUtf8 { get; } =
        (States & SessionStates.NotAuthenticated) == 0 && Name is not ("ENABLE" or "IDLE" or "COMPRESS" or "UNAUTHENTICATE" or "CLOSE" or "UNSELECT");

    /// <summary>Whether it is about the mailbox that the client has open, or tells what happened there, so that it cannot run where that one is gone.</summary>
    public bool NeedsMailbox => (States == SessionStates.Selected && Name != "UNSELECT") || Name is "NOOP" or "IDLE" or "APPEND";

    /// <summary>Whether such a command does without the mailbox: it tells what happened there, or has to do with another one, or leaves it.</summary>
    public bool GoesOnWithoutMailbox => Name is "NOOP" or "CHECK" or "IDLE" or "APPEND" or "CLOSE";
}
