using System.Globalization;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// A modification sequence: the moment of a change in a mailbox, 1 to 2^63-1 (RFC 7162 section 3.1). 0 means "before
/// every change" and is legal only where RFC 7162 says so.
/// </summary>
public readonly record struct ModSeq : IComparable<ModSeq>
{
    /// <summary>Before every change.</summary>
    public static readonly ModSeq Zero;

    /// <summary>Wraps a modification sequence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number needs more than 63 bits.</exception>
    public ModSeq(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, (ulong)long.MaxValue);
        Value = value;
    }

    /// <summary>The number on the wire.</summary>
    public ulong Value { get; }

    /// <summary>The modification sequence of the change after this one.</summary>
    public ModSeq Next => new(Value + 1);

    public int CompareTo(ModSeq other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(ModSeq left, ModSeq right) => left.Value < right.Value;

    public static bool operator >(ModSeq left, ModSeq right) => left.Value > right.Value;

    public static bool operator <=(ModSeq left, ModSeq right) => left.Value <= right.Value;

    public static bool operator >=(ModSeq left, ModSeq right) => left.Value >= right.Value;
}
