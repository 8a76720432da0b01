using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Tests.Mailboxes;

/// <summary>A mailbox as a beginner would write it, with a list for everything: what the real one must agree with.</summary>
internal sealed class MailboxModel
{
    public List<ModelMessage> Messages { get; } = [];

    /// <summary>What the journal must hold, from the first change after the mailbox was made.</summary>
    public List<JournalEntry> Journal { get; } = [];

    public uint UidNext { get; set; } = 1;

    public List<uint> Uids => [.. Messages.Select(message => message.Uid)];

    public ModelMessage? Find(uint uid) => Messages.Find(message => message.Uid == uid);
}

/// <summary>A message of a <see cref="MailboxModel"/>.</summary>
internal sealed class ModelMessage(uint uid, Message message)
{
    public uint Uid { get; set; } = uid;

    public Message Message { get; } = message;

    public FlagSet Flags { get; set; }

    public ulong ModSeq { get; set; }

    public DateTimeOffset Saved { get; init; }
}
