using System.Text;

namespace ImapLab.Fuzz.Tests.Generation;

/// <summary>Makes valid commands a little, or very, wrong.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[] Special = "(){}\"\\*%,:~+-[]<>&=$.\r\n\0 \t\x7f\x80\xff"u8.ToArray();

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "4294967295", "4294967296", "18446744073709551616", "99999999999999999999999999", "{10+}\r\n", "{3}\r\n", "{0+}\r\n", "~{2+}\r\n", "{99999999999+}\r\n", "{4294967296}\r\n", "{-1}", "NIL",
            "\"\"", "1:*", "BODY[", "((((((((", "))))", "\r\n", "\n", "\r", "\"", "UID ", "NOT NOT NOT ", "OR OR OR ", "DONE\r\n", "$", "<0.4294967295>", "* ", "+ ", "\\", "&AAAA-", "\u00c3\u00a9", "\u00ff",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    /// <param name="others">Where a piece of another command may come from.</param>
    public byte[] Mutate(List<byte> command, IReadOnlyList<byte[]> others)
    {
        // Most findings are near to what is right; some are far from it.
        var changes = random.Next(10) switch { < 3 => 0, < 7 => 1, < 9 => random.Next(2, 4), _ => random.Next(4, 12) };
        while (changes-- > 0 && command.Count > 0)
            Change(command, others);
        return [.. command];
    }

    private void Change(List<byte> command, IReadOnlyList<byte[]> others)
    {
        var at = random.Next(command.Count);
        switch (random.Next(10))
        {
            case 0:
                command.RemoveRange(at, random.Next(1, Math.Min(8, command.Count - at) + 1));
                break;
            case 1:
                command.InsertRange(at, Enumerable.Repeat(Special[random.Next(Special.Length)], random.Next(1, 4)));
                break;
            case 2:
                command[at] = (byte)random.Next(256);
                break;
            case 3:
                command[at] = Special[random.Next(Special.Length)];
                break;
            case 4:
                command.InsertRange(at, command.GetRange(0, random.Next(command.Count)));
                break;
            case 5:
                command.RemoveRange(at, command.Count - at);
                break;
            case 6 when others.Count > 0:
                var other = others[random.Next(others.Count)];
                command.InsertRange(at, other[random.Next(other.Length + 1)..]);
                break;
            case 7:
                var from = random.Next(command.Count);
                var run = command.GetRange(from, Math.Min(random.Next(1, 20), command.Count - from));
                for (var times = random.Next(1, random.Next(8) == 0 ? 200 : 6); times > 0; times--)
                    command.InsertRange(at, run);
                break;
            default:
                command.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }
}
