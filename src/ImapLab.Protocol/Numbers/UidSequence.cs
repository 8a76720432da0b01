using System.Collections;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// UIDs in ascending order, with their places: the map between sequence number and UID that everything in IMAP hangs on.
/// </summary>
/// <remarks>
/// The numbers lie in chunks that are never written to once another sequence may share them, so <see cref="Snapshot"/>
/// costs one pointer for each <see cref="ChunkSize"/> messages, and a removal copies one chunk.
/// </remarks>
public sealed class UidSequence : IReadOnlyList<Uid>
{
    private const int ChunkSize = 512;

    private readonly List<uint[]> _chunks;
    private readonly List<int> _starts;

    public UidSequence()
        : this([], [], 0)
    {
    }

    private UidSequence(List<uint[]> chunks, List<int> starts, int count)
    {
        _chunks = chunks;
        _starts = starts;
        Count = count;
    }

    public int Count { get; private set; }

    /// <summary>The highest UID, or <c>default</c> in an empty sequence.</summary>
    public Uid Last => Count == 0 ? default : new Uid(_chunks[^1][^1]);

    /// <summary>The UID at a place counted from 0.</summary>
    public Uid this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var chunk = ChunkAt(index);
            return new Uid(_chunks[chunk][index - _starts[chunk]]);
        }
    }

    /// <summary>The UID that a sequence number stands for now.</summary>
    public Uid this[Msn msn] => this[msn.Index];

    /// <summary>A sequence of its own with the same UIDs; neither sees the other's later changes.</summary>
    public UidSequence Snapshot() => new([.. _chunks], [.. _starts], Count);

    public static UidSequence From(IEnumerable<Uid> ascending)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        var sequence = new UidSequence();
        foreach (var uid in ascending)
            sequence.Append(uid);
        return sequence;
    }

    /// <summary>Adds a UID above all others.</summary>
    /// <exception cref="ArgumentException">It is not above all others.</exception>
    public void Append(Uid uid)
    {
        if (uid <= Last)
            throw new ArgumentException($"UID {uid} does not come after {Last}.", nameof(uid));
        if (_chunks.Count == 0 || _chunks[^1].Length == ChunkSize)
        {
            _starts.Add(Count);
            _chunks.Add([uid.Value]);
        }
        else
        {
            _chunks[^1] = [.. _chunks[^1], uid.Value];
        }

        Count++;
    }

    /// <summary>The place of a UID counted from 0, or the complement of the place where it would stand.</summary>
    public int IndexOf(Uid uid)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var chunk = _chunks[middle];
            if (uid.Value < chunk[0])
            {
                high = middle - 1;
            }
            else if (uid.Value > chunk[^1])
            {
                low = middle + 1;
            }
            else
            {
                var found = Array.BinarySearch(chunk, uid.Value);
                return found >= 0 ? _starts[middle] + found : ~(_starts[middle] + ~found);
            }
        }

        return ~(low < _starts.Count ? _starts[low] : Count);
    }

    public bool Contains(Uid uid) => IndexOf(uid) >= 0;

    /// <summary>The sequence number of a UID, or null where the sequence does not hold it.</summary>
    public Msn? MsnOf(Uid uid) => IndexOf(uid) is >= 0 and var index ? Msn.AtIndex(index) : null;

    /// <summary>Takes out the UID at a place counted from 0; the places above it move down by one.</summary>
    public Uid RemoveAt(int index)
    {
        var uid = this[index];
        var at = ChunkAt(index);
        var chunk = _chunks[at];
        if (chunk.Length == 1)
        {
            _chunks.RemoveAt(at);
            _starts.RemoveAt(at);
        }
        else
        {
            var inside = index - _starts[at];
            _chunks[at] = [.. chunk.AsSpan(0, inside), .. chunk.AsSpan(inside + 1)];
            at++;
        }

        for (; at < _starts.Count; at++)
            _starts[at]--;
        Count--;
        return uid;
    }

    /// <summary>Takes out a UID.</summary>
    /// <returns>False where the sequence did not hold it.</returns>
    public bool Remove(Uid uid)
    {
        var index = IndexOf(uid);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    public IEnumerator<Uid> GetEnumerator()
    {
        foreach (var chunk in _chunks)
        {
            foreach (var value in chunk)
                yield return new Uid(value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int ChunkAt(int index)
    {
        var found = _starts.BinarySearch(index);
        return found >= 0 ? found : ~found - 1;
    }
}
