using System.Text;
using Bogus;
using Bogus.DataSets;
using ImapLab.Server.Runtime;

namespace ImapLab.Server.Mailgen;

/// <summary>Lines of lorem ipsum of a length to the byte. From a pool of words: most of a message is filler, and Bogus takes its time.</summary>
internal static class Filler
{
    private const int LineLength = 64;

    private static readonly byte[][] Words = Pool();

    /// <summary>Fills a space with lines; it may end within a line, never within a line end.</summary>
    public static void Fill(Span<byte> space, RandomStream random)
    {
        var column = 0;
        while (space.Length > 0)
        {
            // A line end needs two bytes and something after it.
            var breaks = column > LineLength && space.Length > 2;
            var word = Words[random.Next(0, Words.Length)].AsSpan(column == 0 ? 1 : 0);
            var next = breaks ? "\r\n"u8 : word;
            column = breaks ? 0 : column + next.Length;
            if (next.Length > space.Length)
            {
                space.Fill((byte)'.');
                return;
            }

            next.CopyTo(space);
            space = space[next.Length..];
        }
    }

    /// <summary>The words with a space before each, the same in every process.</summary>
    private static byte[][] Pool()
    {
        var lorem = new Lorem("en") { Random = new Randomizer(1) };
        return [.. lorem.Words(400).Distinct().Select(word => Encoding.ASCII.GetBytes(" " + word))];
    }
}
