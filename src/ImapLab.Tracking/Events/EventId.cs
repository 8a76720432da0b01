using System.Security.Cryptography;
using System.Text;

namespace ImapLab.Tracking.Events;

/// <summary>
/// The name of one event: in the shape of a ULID, so it sorts by time; but where a ULID is random, this is a digest of
/// the account and the event's place in its stream, so the same history always gives the same ids.
/// </summary>
internal static class EventId
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(string account, DateTimeOffset date, long sequence)
    {
        Span<char> text = stackalloc char[26];
        var time = (ulong)date.ToUnixTimeMilliseconds();
        for (var at = 9; at >= 0; at--)
        {
            text[at] = Crockford[(int)(time & 31)];
            time >>= 5;
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{sequence}\n{date.UtcTicks}"));
        for (var at = 0; at < 16; at++)
            text[10 + at] = Crockford[FiveBits(digest, at * 5)];
        return new string(text);
    }

    private static int FiveBits(byte[] bytes, int bit)
    {
        var two = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
        return (two >> (11 - (bit % 8))) & 31;
    }
}
