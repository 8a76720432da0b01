using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;

namespace ImapLab.Protocol.Commands;

/// <summary>What a client asked, parsed.</summary>
/// <param name="Tag">The client's name for this command, echoed in its completion.</param>
/// <param name="Name">The command's name in upper case, with its prefix: <c>UID FETCH</c>.</param>
public abstract record ImapCommand(string Tag, string Name)
{
    /// <summary>Whether it speaks of messages by sequence number, or is answered so.</summary>
    public virtual bool SaysNumbers => false;

    /// <summary>The sets of UIDs that it searches by.</summary>
    public virtual IEnumerable<SequenceSet> SearchedUids => [];
}

/// <summary>A command that takes no arguments.</summary>
public sealed record BareCommand(string Tag, string Name) : ImapCommand(Tag, Name);

/// <summary>A command that is not one: what was wrong with it, in words.</summary>
/// <param name="Tag">The tag where one could be read, else null: the answer is then untagged.</param>
/// <param name="TooBig">It is wrong in that a literal is larger than what is taken.</param>
public sealed record MalformedCommand(string? Tag, string Name, string Why, bool TooBig = false) : ImapCommand(Tag ?? "*", Name);

/// <summary>A command that names a mailbox in a way in which no mailbox can be named.</summary>
/// <param name="Why">What is wrong with the name, in words.</param>
/// <param name="Code">What is wrong with it, in a word for machines; null where there is none.</param>
public sealed record MisnamedCommand(string Tag, string Name, string Why, ResponseCode? Code) : ImapCommand(Tag, Name);

/// <summary>LOGIN, and what AUTHENTICATE comes to.</summary>
public sealed record LoginCommand(string Tag, string User, Secret Password) : ImapCommand(Tag, "LOGIN")
{
    /// <summary>The command that the client gave, for the text of its completion.</summary>
    public string Given { get; init; } = "LOGIN";

    /// <summary>A SASL mechanism has proved who it is: there is no password to look at.</summary>
    public bool IsProved { get; init; }
}

/// <param name="InitialResponse">What came with the command (RFC 4959), still in base64; null where nothing came.</param>
public sealed record AuthenticateCommand(string Tag, string Mechanism, Secret? InitialResponse) : ImapCommand(Tag, "AUTHENTICATE");

/// <param name="Fields">Null for <c>ID NIL</c>.</param>
public sealed record IdCommand(string Tag, IReadOnlyList<KeyValuePair<string, string?>>? Fields) : ImapCommand(Tag, "ID");

/// <param name="Algorithm">In upper case.</param>
public sealed record CompressCommand(string Tag, string Algorithm) : ImapCommand(Tag, "COMPRESS");

public sealed record EnableCommand(string Tag, IReadOnlyList<string> Capabilities) : ImapCommand(Tag, "ENABLE");

/// <summary>A command that takes a mailbox's name and nothing else.</summary>
/// <param name="Text">The name as the client wrote it, decoded; it may be empty.</param>
public sealed record MailboxCommand(string Tag, string Name, string Text) : ImapCommand(Tag, Name);

/// <param name="Text">The name as the client wrote it, decoded; it may be empty, or end with a delimiter.</param>
/// <param name="Uses">Special-use attributes that the mailbox is to have (RFC 6154 section 3).</param>
public sealed record CreateCommand(string Tag, string Text, IReadOnlyList<string> Uses) : ImapCommand(Tag, "CREATE");

public sealed record RenameCommand(string Tag, string From, string To) : ImapCommand(Tag, "RENAME");

/// <param name="Items">What it asks for, in upper case, whether or not the server knows of such things.</param>
public sealed record StatusCommand(string Tag, MailboxName Mailbox, IReadOnlyList<string> Items) : ImapCommand(Tag, "STATUS")
{
    /// <summary>The mailbox as the client spelt it.</summary>
    public required string Given { get; init; }
}

/// <param name="ChangedSince">Only messages changed after this (RFC 7162 section 3.1.4.1).</param>
/// <param name="Vanished">Tell also which of them are gone since then (RFC 7162 section 3.2.6).</param>
public sealed record FetchCommand(string Tag, bool ByUid, SequenceSet Messages, IReadOnlyList<FetchItem> Items, ModSeq? ChangedSince, bool Vanished = false)
    : ImapCommand(Tag, ByUid ? "UID FETCH" : "FETCH")
{
    public override bool SaysNumbers => !ByUid;

    /// <summary>The stretch of the messages that is wanted (RFC 9394 section 3.3); null for all.</summary>
    public PartialRange? Partial { get; init; }
}

public enum StoreAction
{
    Replace,
    Add,
    Remove,
}

/// <param name="UnchangedSince">Only messages not changed after this (RFC 7162 section 3.1.3).</param>
public sealed record StoreCommand(string Tag, bool ByUid, SequenceSet Messages, StoreAction Action, bool Silent, FlagSet Flags, ModSeq? UnchangedSince)
    : ImapCommand(Tag, ByUid ? "UID STORE" : "STORE")
{
    public override bool SaysNumbers => !ByUid;
}

/// <summary>STORE of X-GM-LABELS.</summary>
/// <param name="Labels">System labels with their backslash, others decoded as mailbox names.</param>
public sealed record StoreLabelsCommand(string Tag, bool ByUid, SequenceSet Messages, StoreAction Action, bool Silent, IReadOnlyList<string> Labels)
    : ImapCommand(Tag, ByUid ? "UID STORE" : "STORE");

/// <summary>COPY or MOVE.</summary>
public sealed record CopyCommand(string Tag, bool ByUid, bool Move, SequenceSet Messages, MailboxName To)
    : ImapCommand(Tag, (ByUid ? "UID " : "") + (Move ? "MOVE" : "COPY"))
{
    public override bool SaysNumbers => !ByUid;
}

/// <summary>UID EXPUNGE (RFC 4315).</summary>
public sealed record UidExpungeCommand(string Tag, SequenceSet Messages) : ImapCommand(Tag, "UID EXPUNGE");
