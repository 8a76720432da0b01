using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// A message in a mailbox: its UID and what may change about it. It is a handle, made when it is asked for: it always tells what is true
/// now, and of a message that is gone what was true last.
/// </summary>
public readonly record struct StoredMessage
{
    private readonly SlotPage _page;

    internal StoredMessage(SlotPage page, Uid uid)
    {
        _page = page;
        Uid = uid;
    }

    public Uid Uid { get; }

    public Message Message => Slot.Source.Find(Slot.Number);

    /// <summary>The message's number, without the message being made.</summary>
    public int Number => Slot.Number;

    /// <summary>Without \Recent, which belongs to a session.</summary>
    public FlagSet Flags => _page.FlagsAt(Uid);

    /// <summary>The moment of its last change.</summary>
    public ModSeq ModSeq => new(Slot.ModSeq);

    /// <summary>When it was put into this mailbox (RFC 8514).</summary>
    public DateTimeOffset SaveDate => new(Slot.SavedAt, TimeSpan.Zero);

    internal IMessageSource Source => Slot.Source;

    internal ref readonly Slot Slot => ref _page.At(Uid);
}
