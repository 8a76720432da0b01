using System.Globalization;
using System.Text;

namespace ImapLab.Fuzz.Tests.Generation;

/// <summary>The smallest things that clients say: numbers, dates, texts, literals, credentials.</summary>
internal static class Words
{
    /// <summary>The password of the account, by which a leak is known.</summary>
    public const string Secret = "S3cr3tMark";

    public const string User = "user@example.test";

    private static readonly string[] Atoms = ["x", "abc", "Subject", "hello", "{", "NIL", "a]b", "$Label", "b+c", "UTF-8", "Work/x"];
    private static readonly string[] Numbers = ["1", "2", "3", "4", "5", "7", "10", "100", "0", "4294967295", "4294967296", "2147483648", "9223372036854775807", "18446744073709551616", "00001", "-1"];
    private static readonly string[] Dates = ["1-Jan-2026", "\"15-Jan-2026\"", "31-Feb-2026", "1-Jan-0001", "31-Dec-9999", "01-jan-2026", "1-Foo-2026"];
    private static readonly string[] Times = ["\"15-Jan-2026 10:30:00 +0000\"", "\" 1-Jan-2020 00:00:00 -1200\"", "\"31-Dec-9999 23:59:59 -1400\"", "\"01-Jan-0001 00:00:00 +1400\"", "\"99-Jan-2020 00:00:00 +0000\""];
    private static readonly string[] Texts = ["", "a", "hello world", "\\\"q\\\\", "x\u00e9y", "=?utf-8?q?a?=", "a@b.test", "Message 1", "%", "*"];

    private static readonly string[] Messages =
    [
        "Subject: x\r\n\r\nbody\r\n", "", "no header", "Subject: a\r\nFrom: A <a@b>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\n--b--\r\n",
        "\0\u00ff\r\n\r\n", "A: b",
    ];

    private static readonly string[] Responses =
    [
        $"\0{User}\0{Secret}", $"{User}\0{User}\0{Secret}", $"user={User}\u0001auth=Bearer {Secret}\u0001\u0001", $"n,a={User},\u0001auth=Bearer {Secret}\u0001\u0001", $"n,,n={User},r=abcdefgh",
        $"c=biws,r=abc,p={Secret}", User, Secret, $"{User} 0123456789abcdef0123456789abcdef", "", "\u0001",
    ];

    private static readonly Dictionary<string, Action<Random, List<byte>>> All = new(StringComparer.Ordinal)
    {
        ["sp"] = (_, to) => Add(to, " "),
        ["crlf"] = (_, to) => Add(to, "\r\n"),
        ["number"] = (random, to) => Add(to, Pick(random, Numbers)),
        ["modseq"] = (random, to) => Add(to, random.Next(3) == 0 ? Pick(random, Numbers) : random.Next(60).ToString(CultureInfo.InvariantCulture)),
        ["date"] = (random, to) => Add(to, Pick(random, Dates)),
        ["date-time"] = (random, to) => Add(to, Pick(random, Times)),
        ["atom"] = (random, to) => Add(to, Pick(random, Atoms)),
        ["text"] = (random, to) => Add(to, Pick(random, Texts)),
        ["literal"] = (random, to) => Literal(random, to, Pick(random, Texts)),
        ["message"] = (random, to) => Literal(random, to, Pick(random, Messages)),
        ["user"] = (random, to) => Credential(random, to, random.Next(4) == 0 ? Pick(random, Texts) : User),
        ["secret"] = (random, to) => Credential(random, to, Secret),
        ["sasl"] = (random, to) => Add(to, random.Next(8) switch { 0 => "*", 1 => "=", 2 => Secret, _ => Convert.ToBase64String(Encoding.Latin1.GetBytes(Pick(random, Responses))) }),
    };

    public static bool Has(string word) => All.ContainsKey(word);

    public static void Draw(string word, Random random, List<byte> to) => All[word](random, to);

    private static void Credential(Random random, List<byte> to, string text)
    {
        switch (random.Next(3))
        {
            case 0:
                Add(to, text.Length > 0 ? text : "\"\"");
                break;
            case 1:
                Add(to, $"\"{text}\"");
                break;
            default:
                Literal(random, to, text);
                break;
        }
    }

    private static void Literal(Random random, List<byte> to, string text)
    {
        Add(to, $"{(random.Next(8) == 0 ? "~" : "")}{{{text.Length}{(random.Next(4) == 0 ? "" : "+")}}}\r\n{text}");
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static void Add(List<byte> to, string text) => to.AddRange(Encoding.Latin1.GetBytes(text));
}
