using System.Numerics;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// The UIDs of one chunk as bytes: for each run of numbers without a gap, how many are skipped before it and how many
/// follow its first, as varints of seven bits a byte, the lowest first. A full chunk is three bytes.
/// </summary>
internal static class UidRuns
{
    /// <summary>How many numbers a chunk spans.</summary>
    public const int Span = 4096;

    private const int Words = Span / 64;

    public static byte[] Write(ReadOnlySpan<ulong> bits)
    {
        var bytes = new List<byte>();
        var at = 0;
        while (Next(bits, at, set: true) is var from && from < Span)
        {
            var end = Next(bits, from, set: false);
            WriteNumber(bytes, from - at);
            WriteNumber(bytes, end - from - 1);
            at = end;
        }

        return [.. bytes];
    }

    /// <summary>The first and the last of each run, ascending.</summary>
    /// <exception cref="FormatException">The bytes are not runs of one chunk.</exception>
    public static List<(int From, int To)> Read(ReadOnlySpan<byte> bytes)
    {
        var runs = new List<(int, int)>();
        var at = 0;
        while (bytes.Length > 0)
        {
            var from = at + ReadNumber(ref bytes);
            var to = from + ReadNumber(ref bytes);
            if (to >= Span)
                throw new FormatException($"A run ends at {to}, beyond its chunk.");
            runs.Add((from, to));
            at = to + 1;
        }

        return runs;
    }

    public static ulong[] ToBits(ReadOnlySpan<byte> bytes)
    {
        var bits = new ulong[Words];
        foreach (var (from, to) in Read(bytes))
        {
            for (var at = from; at <= to; at++)
                bits[at / 64] |= 1UL << (at % 64);
        }

        return bits;
    }

    private static int Next(ReadOnlySpan<ulong> bits, int from, bool set)
    {
        for (var word = from / 64; word < Words; word++)
        {
            var rest = (set ? bits[word] : ~bits[word]) & (word == from / 64 ? ulong.MaxValue << (from % 64) : ulong.MaxValue);
            if (rest != 0)
                return (word * 64) + BitOperations.TrailingZeroCount(rest);
        }

        return Span;
    }

    private static void WriteNumber(List<byte> bytes, int number)
    {
        for (; number > 127; number >>= 7)
            bytes.Add((byte)(number | 128));
        bytes.Add((byte)number);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (bytes.Length == 0 || shift > 14)
                throw new FormatException("A run is cut off.");
            var next = bytes[0];
            bytes = bytes[1..];
            number |= (next & 127) << shift;
            if (next < 128)
                return number;
        }
    }
}
