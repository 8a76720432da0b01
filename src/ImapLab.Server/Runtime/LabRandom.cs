using System.Globalization;
using System.Text;

namespace ImapLab.Server.Runtime;

/// <summary>
/// All randomness of a lab comes from one seed, through streams with names: a new consumer takes a new name and does not
/// shift the numbers of the others. The generator is our own (xoshiro256**, seeded by SplitMix64), so the same seed gives
/// the same run on every machine and runtime.
/// </summary>
public sealed class LabRandom(ulong seed)
{
    private const ulong HashOfNothing = 14695981039346656037UL;

    public ulong Seed => seed;

    /// <summary>The stream of a name, from its beginning.</summary>
    public RandomStream Stream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new RandomStream(seed ^ Hash(HashOfNothing, Encoding.UTF8.GetBytes(name)));
    }

    /// <summary>The stream of a name that ends in a number, without the name being put together: one message of a million asks for one.</summary>
    internal RandomStream Stream(string name, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        var hash = HashOfNothing;
        foreach (var character in name)
            hash = Hash(hash, (byte)character);
        return new RandomStream(seed ^ Hash(hash, digits[..length]));
    }

    /// <summary>FNV-1a: string.GetHashCode differs from process to process.</summary>
    private static ulong Hash(ulong hash, params ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
            hash = (hash ^ octet) * 1099511628211UL;
        return hash;
    }
}

/// <summary>A named sequence of random numbers.</summary>
public sealed class RandomStream
{
    private ulong _a, _b, _c, _d;

    internal RandomStream(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    public ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from <paramref name="least"/> to below <paramref name="limit"/>.</summary>
    public int Next(int least, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(least, limit);
        // The bias of the remainder is below 2^-32 for any range of int: no test can see it.
        return (int)((long)least + (long)(Next() % (ulong)((long)limit - least)));
    }

    /// <summary>From 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextDouble() < probability;

    private static ulong SplitMix(ref ulong state)
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
