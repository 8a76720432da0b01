using System.Globalization;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Folders;

/// <summary>What the ways to find deletions cost on the wire: bytes, questions and answers together.</summary>
internal static class WireCost
{
    /// <summary>One command without what it names, and its tagged answer.</summary>
    public const int Command = 80;

    /// <summary><c>,50000</c> in the question and <c>* 50000 FETCH (UID 71234)</c> in the answer.</summary>
    public static int Probe(int places, Uid highest) => 18 + (2 * Digits((uint)places)) + Digits(highest.Value);

    /// <summary>All UIDs that are left, by SEARCH: at least so much.</summary>
    public static long Listing(UidSequence known, int deleted, bool inRanges) =>
        Math.Max(Command, (inRanges ? RangedSearch(known) : Search(known)) - ((Digits(known.Last.Value) + 1L) * deleted));

    /// <summary>All UIDs, one after the other.</summary>
    private static long Search(UidSequence known)
    {
        var cost = (long)Command;
        for (ulong from = 1, digits = 1; from <= uint.MaxValue; from *= 10, digits++)
        {
            var to = Math.Min((from * 10) - 1, uint.MaxValue);
            cost += known.CountOf(new Uid((uint)from), new Uid((uint)to)) * (long)(digits + 1);
        }

        return cost;
    }

    /// <summary>All UIDs as ranges (ESEARCH, RFC 4731 section 3.1).</summary>
    private static long RangedSearch(UidSequence known)
    {
        var cost = (long)Command;
        var last = 0u;
        var start = 0u;
        foreach (var uid in known)
        {
            if (last == 0 || uid.Value != last + 1)
            {
                cost += Range(start, last);
                start = uid.Value;
            }

            last = uid.Value;
        }

        return cost + Range(start, last);
    }

    private static int Range(uint from, uint to) =>
        to == 0 ? 0 : from == to ? Digits(from) + 1 : Digits(from) + Digits(to) + 2;

    private static int Digits(uint number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
