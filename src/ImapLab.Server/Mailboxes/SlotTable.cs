using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>A mailbox's messages by UID. A page that holds none any more is let go.</summary>
internal sealed class SlotTable(FlagTable flags)
{
    private readonly Dictionary<uint, SlotPage> _pages = [];

    // Whoever asks for one message mostly asks for its neighbours next.
    private uint _lastNumber = uint.MaxValue;
    private SlotPage? _last;

    public StoredMessage? Find(Uid uid) => PageOf(uid) is { } page && page.Holds(uid) ? new StoredMessage(page, uid) : null;

    public StoredMessage Add(Uid uid, in Slot slot)
    {
        if (PageOf(uid) is not { } page)
        {
            page = new SlotPage(flags);
            _pages.Add(NumberOf(uid), page);
            _lastNumber = uint.MaxValue;
        }

        page.Add(uid, slot);
        return new StoredMessage(page, uid);
    }

    /// <returns>The message as it was; null where there is none.</returns>
    public StoredMessage? Remove(Uid uid)
    {
        if (Find(uid) is not { } stored)
            return null;
        var page = PageOf(uid)!;
        page.Remove(uid);
        if (page.Count > 0)
            return stored;
        _pages.Remove(NumberOf(uid));
        _lastNumber = uint.MaxValue;
        return stored;
    }

    public void SetFlags(Uid uid, int flags, ModSeq modSeq) => PageOf(uid)!.SetFlags(uid, flags, modSeq.Value);

    public int FlagsOf(Uid uid) => PageOf(uid)!.At(uid).Flags;

    /// <summary>The highest UID that is on the same page.</summary>
    public static Uid LastOfPage(Uid uid) => new(uid.Value | (SlotPage.Size - 1));

    /// <summary>Whether any message on the page of a UID may have changed after a moment. False is sure.</summary>
    public bool MayHaveChanged(Uid uid, ModSeq moment) => PageOf(uid) is { } page && page.HighestModSeq > moment.Value;

    public void Clear()
    {
        _pages.Clear();
        _lastNumber = uint.MaxValue;
    }

    private static uint NumberOf(Uid uid) => uid.Value >> SlotPage.Bits;

    private SlotPage? PageOf(Uid uid)
    {
        if (_lastNumber == NumberOf(uid))
            return _last;
        _lastNumber = NumberOf(uid);
        return _last = _pages.GetValueOrDefault(_lastNumber);
    }
}
