using System.Runtime.CompilerServices;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>What a mailbox knows of one message.</summary>
/// <param name="Source">Where the message itself comes from.</param>
/// <param name="Number">The message's number.</param>
/// <param name="Flags">Its flags' number in the mailbox's <see cref="FlagTable"/>.</param>
/// <param name="ModSeq">The moment of its last change.</param>
/// <param name="SavedAt">When it was put here, in ticks of UTC.</param>
internal record struct Slot(IMessageSource Source, int Number, int Flags, ulong ModSeq, long SavedAt);

/// <summary>The slots of <see cref="Size"/> UIDs in a row.</summary>
internal sealed class SlotPage(FlagTable flags)
{
    public const int Bits = 8;
    public const int Size = 1 << Bits;

    private readonly Slot[] _slots = new Slot[Size];
    private Living _living;

    /// <summary>How many of its messages are there.</summary>
    public int Count { get; private set; }

    /// <summary>No message of the page has changed after this.</summary>
    public ulong HighestModSeq { get; private set; }

    public bool Holds(Uid uid) => (_living[Word(uid)] & Bit(uid)) != 0;

    /// <summary>The slot of a message that is there, or that was and is gone.</summary>
    public ref readonly Slot At(Uid uid) => ref _slots[Index(uid)];

    public FlagSet FlagsAt(Uid uid) => flags[_slots[Index(uid)].Flags];

    public void Add(Uid uid, in Slot slot)
    {
        _slots[Index(uid)] = slot;
        _living[Word(uid)] |= Bit(uid);
        HighestModSeq = Math.Max(HighestModSeq, slot.ModSeq);
        Count++;
    }

    /// <summary>The message is gone. Its slot stays as it was, for those who still hold a handle.</summary>
    public void Remove(Uid uid)
    {
        _living[Word(uid)] &= ~Bit(uid);
        Count--;
    }

    public void SetFlags(Uid uid, int flags, ulong modSeq)
    {
        _slots[Index(uid)].Flags = flags;
        _slots[Index(uid)].ModSeq = modSeq;
        HighestModSeq = modSeq;
    }

    private static int Index(Uid uid) => (int)(uid.Value % Size);

    private static int Word(Uid uid) => Index(uid) / 64;

    private static ulong Bit(Uid uid) => 1UL << (int)(uid.Value % 64);

    [InlineArray(Size / 64)]
    private struct Living
    {
        private ulong _first;
    }
}
