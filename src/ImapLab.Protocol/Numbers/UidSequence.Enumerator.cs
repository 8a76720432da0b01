using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ImapLab.Protocol.Numbers;

public sealed partial class UidSequence
{
    /// <summary>Walks through a sequence leaf by leaf.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Nobody compares enumerators.")]
    public struct Enumerator : IEnumerator<Uid>
    {
        private readonly UidSequence _sequence;
        private readonly int _version;
        private readonly uint _to;
        private ulong _next;
        private ulong _leafEnd;
        private UidLeaf? _leaf;

        internal Enumerator(UidSequence sequence, uint from, uint to)
        {
            _sequence = sequence;
            _version = sequence._version;
            _next = from;
            _to = to;
        }

        public Uid Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_version != _sequence._version)
                throw new InvalidOperationException("The sequence was changed while it was enumerated.");
            while (_next <= _to)
            {
                if (_next < _leafEnd)
                {
                    var place = _leaf!.NextFrom((uint)(_next % UidLeaf.Span));
                    _next = _leafEnd - UidLeaf.Span + place;
                    if (place < UidLeaf.Span)
                        return Take();
                }
                else if (!Enter())
                {
                    return false;
                }
            }

            return false;
        }

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }

        private bool Take()
        {
            if (_next > _to)
                return false;
            Current = new Uid((uint)_next++);
            return true;
        }

        /// <summary>Goes on to the leaf of the next UID that there is.</summary>
        private bool Enter()
        {
            var below = _sequence.CountBelow((uint)_next, out _);
            if (below == _sequence.Count)
                return false;
            _next = _sequence[below].Value;
            _leaf = _sequence.LeafOf((uint)_next);
            _leafEnd = (_next | (UidLeaf.Span - 1)) + 1;
            return true;
        }
    }

    /// <summary>A part of a sequence, to be enumerated.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Nobody compares views of a sequence.")]
    public readonly struct UidRange : IEnumerable<Uid>
    {
        private readonly UidSequence _sequence;
        private readonly Uid _from;
        private readonly Uid _to;

        internal UidRange(UidSequence sequence, Uid from, Uid to)
        {
            _sequence = sequence;
            _from = from;
            _to = to;
        }

        public Enumerator GetEnumerator() => new(_sequence, _from.Value, _to.Value);

        IEnumerator<Uid> IEnumerable<Uid>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
