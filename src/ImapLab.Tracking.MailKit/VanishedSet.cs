using System.Globalization;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.MailKit;

/// <summary>The UIDs that a VANISHED names. Servers have written 0 there, which is no UID and is passed over.</summary>
internal static class VanishedSet
{
    /// <returns>Null where it is no set of numbers.</returns>
    public static SequenceSet? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        var ranges = new List<SequenceRange>();
        foreach (var part in text.Split(','))
        {
            var range = text[part];
            var colon = range.IndexOf(':');
            if (!TryNumber(colon < 0 ? range : range[..colon], out var from) || !TryNumber(range[(colon + 1)..], out var to))
                return null;
            var (low, high) = (Math.Min(from, to), Math.Max(from, to));
            if (high > 0)
                ranges.Add(new SequenceRange(Math.Max(low, 1), high));
        }

        return new SequenceSet(ranges);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
