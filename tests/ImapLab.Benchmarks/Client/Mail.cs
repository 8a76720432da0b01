using System.Globalization;
using System.Text;

namespace ImapLab.Benchmarks.Client;

/// <summary>Messages of 400 octets with the header fields that an envelope is made of, each different, the same in every run.</summary>
internal static class Mail
{
    public const int Octets = 400;

    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Message(int number)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Date: {First.AddMinutes(number):ddd, dd MMM yyyy HH:mm:ss} +0000\r\nFrom: Sender {number % 97} <sender{number % 97}@example.test>\r\n"
            + $"To: Reader <reader@example.test>\r\nSubject: Message number {number}\r\nMessage-ID: <{number}@bench.example.test>\r\n\r\n");
        return Encoding.ASCII.GetBytes($"{text.PadRight(Octets - 2, 'x')}\r\n");
    }

    /// <summary>APPENDs, to be sent without waiting in between (LITERAL+, RFC 7888).</summary>
    public static byte[] Appends(RawConnection connection, string mailbox, int first, int count)
    {
        using var bytes = new MemoryStream(count * (Octets + 64));
        for (var number = first; number < first + count; number++)
        {
            bytes.Write(connection.Line($"APPEND {mailbox} {{{Octets}+}}"));
            bytes.Write(Message(number));
            bytes.Write("\r\n"u8);
        }

        return bytes.ToArray();
    }

    /// <summary>One APPEND of many messages (MULTIAPPEND, RFC 3502).</summary>
    public static byte[] MultiAppend(RawConnection connection, string mailbox, int first, int count)
    {
        using var bytes = new MemoryStream(count * (Octets + 16));
        bytes.Write(connection.Line($"APPEND {mailbox}").AsSpan()[..^2]);
        for (var number = first; number < first + count; number++)
        {
            bytes.Write(Encoding.ASCII.GetBytes($" {{{Octets}+}}\r\n"));
            bytes.Write(Message(number));
        }

        bytes.Write("\r\n"u8);
        return bytes.ToArray();
    }
}
