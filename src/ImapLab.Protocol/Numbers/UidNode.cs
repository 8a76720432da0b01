using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImapLab.Protocol.Numbers;

/// <summary>A part of the tree in which a <see cref="UidSequence"/> keeps its UIDs.</summary>
/// <param name="owner">The only sequence that may change it. Others may hold it too; they change a copy.</param>
internal abstract class UidNode(object owner)
{
    public object Owner => owner;
}

/// <summary>Which of <see cref="Span"/> UIDs in a row there are: one bit each.</summary>
internal sealed class UidLeaf(object owner) : UidNode(owner)
{
    public const int Bits = 10;
    public const uint Span = 1 << Bits;

    private Words _words;

    public UidLeaf OwnedBy(object owner) => Owner == owner ? this : new UidLeaf(owner) { _words = _words };

    public bool Contains(uint place) => (_words[(int)(place >> 6)] >> (int)(place & 63) & 1) != 0;

    public void Set(uint place) => _words[(int)(place >> 6)] |= 1UL << (int)(place & 63);

    public void Clear(uint place) => _words[(int)(place >> 6)] &= ~(1UL << (int)(place & 63));

    /// <summary>Sets the places of a range, ends included.</summary>
    public void SetRange(uint from, uint to)
    {
        for (var word = from >> 6; word <= to >> 6; word++)
        {
            var mask = ulong.MaxValue;
            if (word == from >> 6)
                mask &= ulong.MaxValue << (int)(from & 63);
            if (word == to >> 6)
                mask &= ulong.MaxValue >> (63 - (int)(to & 63));
            _words[(int)word] |= mask;
        }
    }

    public void ClearBelow(uint place)
    {
        var last = (int)(place >> 6);
        for (var word = 0; word < last; word++)
            _words[word] = 0;
        _words[last] &= ulong.MaxValue << (int)(place & 63);
    }

    /// <summary>How many there are below a place.</summary>
    public int CountBelow(uint place)
    {
        var count = 0;
        var last = (int)(place >> 6);
        for (var word = 0; word < last; word++)
            count += BitOperations.PopCount(_words[word]);
        return count + BitOperations.PopCount(_words[last] & ((1UL << (int)(place & 63)) - 1));
    }

    /// <summary>The place of the one that has so many below it.</summary>
    public uint Select(int below)
    {
        for (var word = 0; ; word++)
        {
            var count = BitOperations.PopCount(_words[word]);
            if (below < count)
                return ((uint)word << 6) + BitAt(_words[word], below);
            below -= count;
        }
    }

    /// <summary>The next place that is set, from a place on; <see cref="Span"/> where there is none.</summary>
    public uint NextFrom(uint place)
    {
        if (place >= Span)
            return Span;
        var word = (int)(place >> 6);
        var rest = _words[word] & (ulong.MaxValue << (int)(place & 63));
        while (rest == 0)
        {
            if (++word == Words.Length)
                return Span;
            rest = _words[word];
        }

        return ((uint)word << 6) + (uint)BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>The place of the bit that has so many set bits below it: halves are counted until one bit is left.</summary>
    private static uint BitAt(ulong word, int below)
    {
        var place = 0;
        for (var half = 32; half > 0; half >>= 1)
        {
            var count = BitOperations.PopCount(word & ((1UL << half) - 1));
            if (below < count)
                continue;
            below -= count;
            word >>= half;
            place += half;
        }

        return (uint)place;
    }

    [InlineArray(Length)]
    private struct Words
    {
        public const int Length = (int)(Span / 64);

        private ulong _first;
    }
}

/// <summary>Up to <see cref="Slots"/> nodes of one height, and how many UIDs each holds.</summary>
internal sealed class UidBranch(object owner) : UidNode(owner)
{
    public const int Bits = 5;
    public const int Slots = 1 << Bits;

    private Nodes _nodes;
    private Counts _counts;

    public ref UidNode? Node(int slot) => ref _nodes[slot];

    public ref int Count(int slot) => ref _counts[slot];

    public UidBranch OwnedBy(object owner) => Owner == owner ? this : new UidBranch(owner) { _nodes = _nodes, _counts = _counts };

    public int CountBelow(int slot)
    {
        var count = 0;
        for (var lower = 0; lower < slot; lower++)
            count += _counts[lower];
        return count;
    }

    /// <summary>The slot of the UID that has so many below it in this branch; <paramref name="below"/> becomes the number in the slot's node.</summary>
    public int Select(ref int below)
    {
        for (var slot = 0; ; slot++)
        {
            if (below < _counts[slot])
                return slot;
            below -= _counts[slot];
        }
    }

    [InlineArray(Slots)]
    private struct Nodes
    {
        private UidNode? _first;
    }

    [InlineArray(Slots)]
    private struct Counts
    {
        private int _first;
    }
}
