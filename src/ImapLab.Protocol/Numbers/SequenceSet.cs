using System.Globalization;
using System.Text;

namespace ImapLab.Protocol.Numbers;

/// <summary>One part of a <see cref="SequenceSet"/>: a number or a range. 0 stands for <c>*</c>.</summary>
public readonly record struct SequenceRange(uint From, uint To)
{
    public const uint Star = 0;

    public static SequenceRange Single(uint number) => new(number, number);

    /// <summary>
    /// The range with <c>*</c> replaced by <paramref name="last"/> and its ends in order: <c>5:*</c> in a mailbox whose
    /// last number is 3 is <c>3:5</c> (RFC 9051 section 9, seq-range).
    /// </summary>
    public (uint From, uint To) Resolve(uint last)
    {
        var from = From == Star ? last : From;
        var to = To == Star ? last : To;
        return from <= to ? (from, to) : (to, from);
    }

    public override string ToString() => From == To ? Number(From) : $"{Number(From)}:{Number(To)}";

    private static string Number(uint number) => number == Star ? "*" : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// A set of sequence numbers or UIDs as a client writes it: <c>1:4,7,12:*</c> (RFC 9051 section 9, sequence-set).
/// </summary>
public sealed record SequenceSet(IReadOnlyList<SequenceRange> Ranges)
{
    /// <summary>Every message: <c>1:*</c>.</summary>
    public static readonly SequenceSet All = new([new SequenceRange(1, SequenceRange.Star)]);

    /// <summary><c>$</c>: what the last search kept (RFC 5182). It stands alone, and which messages it holds is not its own to know.</summary>
    public static readonly SequenceSet Saved = new([]) { IsSaved = true };

    public bool IsSaved { get; private init; }

    public bool HasStar => Ranges.Any(range => range.From == SequenceRange.Star || range.To == SequenceRange.Star);

    /// <summary>The ranges in ascending order, joined where they touch, with <c>*</c> standing for <paramref name="last"/>.</summary>
    public IReadOnlyList<(uint From, uint To)> Resolve(uint last)
    {
        var resolved = Ranges.Select(range => range.Resolve(last)).Order().ToList();
        var joined = new List<(uint From, uint To)>(resolved.Count);
        foreach (var (from, to) in resolved)
        {
            if (joined.Count > 0 && from <= (ulong)joined[^1].To + 1)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            else
                joined.Add((from, to));
        }

        return joined;
    }

    public bool Contains(uint number, uint last)
    {
        foreach (var range in Ranges)
        {
            var (from, to) = range.Resolve(last);
            if (number >= from && number <= to)
                return true;
        }

        return false;
    }

    /// <summary>The shortest set of ascending UIDs.</summary>
    /// <exception cref="ArgumentException">There are none: an empty set cannot be written.</exception>
    public static SequenceSet Of(IEnumerable<Uid> ascending)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        var ranges = new List<SequenceRange>();
        foreach (var uid in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].To + 1 == uid.Value)
                ranges[^1] = ranges[^1] with { To = uid.Value };
            else
                ranges.Add(SequenceRange.Single(uid.Value));
        }

        return ranges.Count > 0 ? new SequenceSet(ranges) : throw new ArgumentException("A set names at least one UID.", nameof(ascending));
    }

    /// <summary>
    /// Reads a set. Returns null where the text is not one: a number is 1 to 4,294,967,295 without sign or leading zero.
    /// </summary>
    public static SequenceSet? TryParse(ReadOnlySpan<char> text)
    {
        var ranges = new List<SequenceRange>();
        foreach (var part in text.Split(','))
        {
            var range = text[part];
            var colon = range.IndexOf(':');
            if (!TryNumber(colon < 0 ? range : range[..colon], out var from))
                return null;
            var to = from;
            if (colon >= 0 && !TryNumber(range[(colon + 1)..], out to))
                return null;
            ranges.Add(new SequenceRange(from, to));
        }

        return new SequenceSet(ranges);
    }

    public bool Equals(SequenceSet? other) => other is not null && IsSaved == other.IsSaved && Ranges.SequenceEqual(other.Ranges);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => IsSaved ? "$" : new StringBuilder().AppendJoin(',', Ranges).ToString();

    private static bool TryNumber(ReadOnlySpan<char> text, out uint number)
    {
        number = SequenceRange.Star;
        return text is "*" || (text.Length > 0 && text[0] is >= '1' and <= '9'
            && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number));
    }
}
