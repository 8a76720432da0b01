using System.Globalization;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// A message's unique identifier within one mailbox and one <see cref="UidValidity"/>: 1 to 4,294,967,295, strictly
/// ascending in the order of arrival (RFC 9051 section 2.3.1.1).
/// </summary>
public readonly record struct Uid : IComparable<Uid>
{
    /// <summary>Wraps a number read from a peer or a file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, which no message can have.</exception>
    public Uid(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value);
        Value = value;
    }

    /// <summary>The number on the wire. 0 only in <c>default</c>, which stands for "no UID".</summary>
    public uint Value { get; }

    /// <summary>The UID that comes after this one.</summary>
    /// <exception cref="OverflowException">This is the last UID that a mailbox can give out.</exception>
    public Uid Next => new(checked(Value + 1));

    public int CompareTo(Uid other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Uid left, Uid right) => left.Value < right.Value;

    public static bool operator >(Uid left, Uid right) => left.Value > right.Value;

    public static bool operator <=(Uid left, Uid right) => left.Value <= right.Value;

    public static bool operator >=(Uid left, Uid right) => left.Value >= right.Value;
}
