using System.Globalization;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// A message sequence number: a message's place, from 1, in what one client currently sees of a mailbox. It moves with
/// every EXPUNGE that the client is told of (RFC 9051 section 2.3.1.2), so it never leaves the session it came from.
/// </summary>
public readonly record struct Msn : IComparable<Msn>
{
    /// <summary>Wraps a sequence number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0 or does not fit a mailbox.</exception>
    public Msn(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    /// <summary>The number on the wire, from 1.</summary>
    public int Value { get; }

    /// <summary>The same place counted from 0, for arrays.</summary>
    public int Index => Value - 1;

    /// <summary>The number of the element that an array holds at <paramref name="index"/>.</summary>
    public static Msn AtIndex(int index) => new(index + 1);

    public int CompareTo(Msn other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Msn left, Msn right) => left.Value < right.Value;

    public static bool operator >(Msn left, Msn right) => left.Value > right.Value;

    public static bool operator <=(Msn left, Msn right) => left.Value <= right.Value;

    public static bool operator >=(Msn left, Msn right) => left.Value >= right.Value;
}
