using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Sqlite;

/// <summary>The UIDs of a folder in one span of numbers, and whose identity nobody has asked for yet.</summary>
internal sealed class UidChunk(ulong[] known, ulong[] unasked)
{
    /// <summary>The chunk of a UID; the chunks of the next folder follow those of this one.</summary>
    public static long KeyOf(int folder, Uid uid) => First(folder) + (uid.Value / UidRuns.Span);

    public static long First(int folder) => (long)folder << 20;

    /// <summary>The lowest UID that a chunk can hold, as a number: 0 in the first, though no message has it.</summary>
    public static uint BaseOf(long key) => (uint)(key & 0xFFFFF) * UidRuns.Span;

    public static UidChunk Empty() => new(UidRuns.ToBits([]), UidRuns.ToBits([]));

    public bool IsEmpty => !known.AsSpan().ContainsAnyExcept(0UL);

    public byte[] Known() => UidRuns.Write(known);

    /// <summary>Null where all were asked for.</summary>
    public byte[]? Unasked() => unasked.AsSpan().ContainsAnyExcept(0UL) ? UidRuns.Write(unasked) : null;

    public bool Contains(Uid uid) => Has(known, uid);

    public bool IsUnasked(Uid uid) => Has(unasked, uid);

    public void Add(Uid uid, bool isAsked)
    {
        Set(known, uid, true);
        Set(unasked, uid, !isAsked);
    }

    public void Remove(Uid uid)
    {
        Set(known, uid, false);
        Set(unasked, uid, false);
    }

    private static bool Has(ulong[] bits, Uid uid)
    {
        var at = uid.Value % UidRuns.Span;
        return (bits[at / 64] >> (int)(at % 64) & 1) != 0;
    }

    private static void Set(ulong[] bits, Uid uid, bool value)
    {
        var at = uid.Value % UidRuns.Span;
        var bit = 1UL << (int)(at % 64);
        bits[at / 64] = value ? bits[at / 64] | bit : bits[at / 64] & ~bit;
    }
}
