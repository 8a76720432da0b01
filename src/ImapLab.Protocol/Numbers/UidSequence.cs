using System.Collections;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// UIDs in ascending order, with their places: the map between sequence number and UID that everything in IMAP hangs on.
/// </summary>
/// <remarks>
/// A tree of counts over bits, one bit a UID: a place, a UID, an insertion and a removal each cost one way down the tree, of at most six
/// nodes. A node is changed by the sequence alone that made it, and copied by others, so <see cref="Snapshot"/> copies nothing and
/// sequences that differ little share most of what they are.
/// </remarks>
public sealed partial class UidSequence : IReadOnlyList<Uid>
{
    private UidNode? _root;
    private int _height;
    private object? _owner;
    private int _version;

    public int Count { get; private set; }

    /// <summary>The highest UID, or <c>default</c> in an empty sequence.</summary>
    public Uid Last => Count == 0 ? default : this[Count - 1];

    /// <summary>The UID at a place counted from 0.</summary>
    public Uid this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var node = _root!;
            var uid = 0u;
            for (var level = _height; level > 0; level--)
            {
                var branch = (UidBranch)node;
                var slot = branch.Select(ref index);
                uid |= (uint)slot << Shift(level);
                node = branch.Node(slot)!;
            }

            return new Uid(uid | ((UidLeaf)node).Select(index));
        }
    }

    /// <summary>The UID that a sequence number stands for now.</summary>
    public Uid this[Msn msn] => this[msn.Index];

    /// <summary>A sequence of its own with the same UIDs; neither sees the other's later changes. It copies nothing.</summary>
    public UidSequence Snapshot()
    {
        // What both hold now neither may change any more.
        _owner = null;
        return new UidSequence { _root = _root, _height = _height, Count = Count };
    }

    public static UidSequence From(IEnumerable<Uid> ascending)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        var sequence = new UidSequence();
        foreach (var uid in ascending)
            sequence.Append(uid);
        return sequence;
    }

    /// <summary>The place of a UID counted from 0, or the complement of the place where it would stand.</summary>
    public int IndexOf(Uid uid)
    {
        var below = CountBelow(uid.Value, out var found);
        return found ? below : ~below;
    }

    public bool Contains(Uid uid) => LeafOf(uid.Value)?.Contains(uid.Value % UidLeaf.Span) == true;

    /// <summary>The sequence number of a UID, or null where the sequence does not hold it.</summary>
    public Msn? MsnOf(Uid uid) => IndexOf(uid) is >= 0 and var index ? Msn.AtIndex(index) : null;

    /// <summary>How many UIDs there are from one to another, ends included.</summary>
    public int CountOf(Uid from, Uid to) => from > to ? 0 : CountBelow(to.Value, out var found) + (found ? 1 : 0) - CountBelow(from.Value, out _);

    /// <summary>Ascending, without a step down the tree for each. A change to the sequence ends the enumeration with an exception.</summary>
    public Enumerator GetEnumerator() => new(this, 0, uint.MaxValue);

    /// <summary>The UIDs from one to another, ends included; like <see cref="GetEnumerator"/>.</summary>
    public UidRange Between(Uid from, Uid to) => new(this, from, to);

    IEnumerator<Uid> IEnumerable<Uid>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How far a UID's bits are from the slot that they name in a branch of a height.</summary>
    private static int Shift(int level) => UidLeaf.Bits + (UidBranch.Bits * (level - 1));

    private static int SlotOf(uint uid, int level) => (int)(uid >> Shift(level)) & (UidBranch.Slots - 1);

    /// <summary>Whether a UID is below the highest that a tree of this height can hold.</summary>
    private bool Covers(uint uid) => (ulong)uid >> (UidLeaf.Bits + (UidBranch.Bits * _height)) == 0;

    private UidLeaf? LeafOf(uint uid)
    {
        if (!Covers(uid))
            return null;
        var node = _root;
        for (var level = _height; level > 0 && node is not null; level--)
            node = ((UidBranch)node).Node(SlotOf(uid, level));
        return (UidLeaf?)node;
    }

    private int CountBelow(uint uid, out bool found)
    {
        found = false;
        if (!Covers(uid))
            return Count;
        var count = 0;
        var node = _root;
        for (var level = _height; level > 0 && node is not null; level--)
        {
            var branch = (UidBranch)node;
            var slot = SlotOf(uid, level);
            count += branch.CountBelow(slot);
            node = branch.Node(slot);
        }

        if (node is not UidLeaf leaf)
            return count;
        found = leaf.Contains(uid % UidLeaf.Span);
        return count + leaf.CountBelow(uid % UidLeaf.Span);
    }
}
