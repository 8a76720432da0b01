using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ImapLab.Tracking.Events;

/// <summary>Flags or labels by their names, in their order. Two are equal when they hold the same names in the same order.</summary>
[CollectionBuilder(typeof(NameSet), nameof(Of))]
public sealed class NameSet(ImmutableArray<string> names) : IReadOnlyList<string>, IEquatable<NameSet>
{
    public static readonly NameSet Empty = new([]);

    public int Count => names.Length;

    public string this[int index] => names[index];

    public static NameSet Of(ReadOnlySpan<string> names) => names.IsEmpty ? Empty : new([.. names]);

    /// <summary>What is in this set and not in another. Case says nothing: RFC 9051 section 2.3.2 has flags without it.</summary>
    public NameSet Except(NameSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. names.Except(other, StringComparer.OrdinalIgnoreCase)];
    }

    public bool Equals(NameSet? other) => other is not null && names.SequenceEqual(other, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as NameSet);

    public override int GetHashCode() => names.Length == 0 ? 0 : HashCode.Combine(names.Length, names[0]);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', names);
}
