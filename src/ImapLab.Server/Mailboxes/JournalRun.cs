using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

internal enum ChangeKind : byte
{
    Added,
    Expunged,
    Flagged,

    /// <summary>Something that happens to the mailbox rather than to a message; kept as it is.</summary>
    Other,
}

/// <summary>
/// Entries of a journal in a row, at one time and by one connection, whose other numbers go up by one from entry to entry: a million
/// messages that arrive together are one of these.
/// </summary>
internal record struct JournalRun
{
    /// <summary>The index of the first entry.</summary>
    public required int Start { get; init; }

    public required int Count { get; set; }

    public required ChangeKind Kind { get; init; }

    /// <summary>The number of the connection; 0 for the lab itself.</summary>
    public required int By { get; init; }

    /// <summary>In ticks of UTC.</summary>
    public required long At { get; init; }

    public required long Ordinal { get; init; }

    public required ulong ModSeq { get; init; }

    /// <summary>The UID of the first entry's message.</summary>
    public uint Uid { get; init; }

    /// <summary>The number of the first entry's message; of <see cref="ChangeKind.Other"/> its place among those.</summary>
    public int Number { get; init; }

    /// <summary>All flags after the change, by their number in the mailbox's <see cref="FlagTable"/>.</summary>
    public int Flags { get; init; }

    /// <summary>Where the messages come from.</summary>
    public IMessageSource? Source { get; init; }

    public readonly int End => Start + Count;

    /// <summary>The UID of the last entry's message.</summary>
    public readonly Uid LastUid => new(Uid + (uint)Count - 1);

    /// <summary>The part from an entry on.</summary>
    public readonly JournalRun From(int index)
    {
        var skipped = index - Start;
        return this with
        {
            Start = index,
            Count = Count - skipped,
            Ordinal = Ordinal + skipped,
            ModSeq = ModSeq + (ulong)skipped,
            Uid = Uid + (uint)skipped,
            Number = Number + skipped,
        };
    }

    /// <summary>Whether another run goes on where this one ends, as if they were one.</summary>
    public readonly bool GoesOnWith(in JournalRun next) => Kind != ChangeKind.Other && next == From(End) with { Count = next.Count };
}
