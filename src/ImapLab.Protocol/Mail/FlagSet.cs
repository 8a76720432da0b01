using System.Collections.Immutable;

namespace ImapLab.Protocol.Mail;

/// <summary>
/// A message's flags: system flags, and keywords in the order in which they were set. Flags have no case
/// (RFC 9051 section 2.3.2); a keyword keeps the spelling that it was first set with.
/// </summary>
public readonly struct FlagSet : IEquatable<FlagSet>
{
    public static readonly FlagSet Empty;

    private static readonly (SystemFlags Flag, string Name)[] Names =
    [
        (SystemFlags.Answered, "\\Answered"),
        (SystemFlags.Flagged, "\\Flagged"),
        (SystemFlags.Deleted, "\\Deleted"),
        (SystemFlags.Seen, "\\Seen"),
        (SystemFlags.Draft, "\\Draft"),
        (SystemFlags.Recent, "\\Recent"),
    ];

    private readonly ImmutableArray<string> _keywords;

    public FlagSet(SystemFlags system, ImmutableArray<string> keywords = default)
    {
        System = system;
        _keywords = keywords;
    }

    public SystemFlags System { get; }

    public ImmutableArray<string> Keywords => _keywords.IsDefault ? [] : _keywords;

    public bool IsEmpty => System == SystemFlags.None && Keywords.IsEmpty;

    /// <summary>Flags from their names on the wire. A name with a backslash that no RFC defines is left out.</summary>
    public static FlagSet Of(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var set = Empty;
        foreach (var name in names)
        {
            if (SystemNamed(name) is { } system)
                set = new FlagSet(set.System | system, set._keywords);
            else if (!name.StartsWith('\\') && !set.Has(name))
                set = new FlagSet(set.System, set.Keywords.Add(name));
        }

        return set;
    }

    /// <summary>The system flag of a name, without regard to case, or null.</summary>
    public static SystemFlags? SystemNamed(string name)
    {
        foreach (var (flag, known) in Names)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return flag;
        }

        return null;
    }

    public bool Has(SystemFlags flag) => (System & flag) != 0;

    public bool Has(string keyword) => Keywords.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    public FlagSet With(SystemFlags flag) => new(System | flag, _keywords);

    public FlagSet Without(SystemFlags flag) => new(System & ~flag, _keywords);

    /// <summary>These flags and those of <paramref name="other"/>.</summary>
    public FlagSet Union(FlagSet other)
    {
        var mine = this;
        return new FlagSet(System | other.System, [.. Keywords, .. other.Keywords.Where(keyword => !mine.Has(keyword))]);
    }

    /// <summary>These flags without those of <paramref name="other"/>.</summary>
    public FlagSet Except(FlagSet other) =>
        new(System & ~other.System, [.. Keywords.Where(keyword => !other.Has(keyword))]);

    /// <summary>The names on the wire: system flags first.</summary>
    public IEnumerable<string> ToNames()
    {
        foreach (var (flag, name) in Names)
        {
            if (Has(flag))
                yield return name;
        }

        foreach (var keyword in Keywords)
            yield return keyword;
    }

    public bool Equals(FlagSet other)
    {
        var mine = this;
        return System == other.System && Keywords.Length == other.Keywords.Length
            && (Keywords.AsSpan().SequenceEqual(other.Keywords.AsSpan()) || other.Keywords.All(mine.Has));
    }

    public override bool Equals(object? obj) => obj is FlagSet other && Equals(other);

    public override int GetHashCode()
    {
        // The order of keywords does not count.
        var hash = (int)System;
        foreach (var keyword in Keywords)
            hash = unchecked(hash + StringComparer.OrdinalIgnoreCase.GetHashCode(keyword));
        return hash;
    }

    public override string ToString() => $"({string.Join(' ', ToNames())})";

    public static bool operator ==(FlagSet left, FlagSet right) => left.Equals(right);

    public static bool operator !=(FlagSet left, FlagSet right) => !left.Equals(right);
}
