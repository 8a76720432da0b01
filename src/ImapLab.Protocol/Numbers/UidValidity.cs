using System.Globalization;

namespace ImapLab.Protocol.Numbers;

/// <summary>
/// The epoch of a mailbox's UIDs. When it changes, every UID learnt before is void (RFC 9051 section 2.3.1.1). Compare
/// for equality only: servers have been seen to go backwards.
/// </summary>
public readonly record struct UidValidity
{
    /// <summary>Wraps an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, which the grammar forbids.</exception>
    public UidValidity(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value);
        Value = value;
    }

    /// <summary>The number on the wire. 0 only in <c>default</c>, which stands for "not known".</summary>
    public uint Value { get; }

    /// <summary>The epoch after this one.</summary>
    public UidValidity Next => new(checked(Value + 1));

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
