using System.Globalization;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>Random searches over random mail find what one finds who asks every key of every message, in the plainest way.</summary>
[TestFixture]
internal sealed class SearchPropertyTests
{
    private static readonly string[] Words = ["alpha", "beta", "Gamma", "alphabet", "be"];
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_search_finds_what_a_naive_one_finds([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var bench = new ServerBench();
        var client = bench.LogIn();
        Fill(bench, random);
        client.Say("a1 SELECT INBOX");
        // What is gone and not yet told keeps its number and is not found; SEARCH does not tell (RFC 9051 section 7.5.1), so numbers stay UIDs.
        foreach (var stored in bench.Inbox.Messages.ToList().Where(_ => random.Next(8) == 0))
            bench.Inbox.Expunge(0, stored.Uid);
        var known = Enumerable.Range(1, 40).Select(number => new Uid((uint)number)).ToList();

        for (var search = 0; search < 60; search++)
        {
            var (text, matches) = Key(random, depth: 0);
            var found = known.Where(uid => bench.Inbox.Find(uid) is { } stored && matches(stored)).Select(uid => uid.Value).ToList();

            var answer = client.Say($"s1 SEARCH RETURN (ALL COUNT MIN MAX) {text}").Split('\n')[0];

            Assert.That(answer, Is.EqualTo(Expected(found)), text);
        }
    }

    private static string Expected(List<uint> found)
    {
        var ends = found.Count == 0 ? "" : $" MIN {found[0]} MAX {found[^1]}";
        var all = found.Count == 0 ? "" : $" ALL {SequenceSet.Of(found.Select(uid => new Uid(uid)))}";
        return $"* ESEARCH (TAG \"s1\"){ends} COUNT {found.Count}{all}";
    }

    private static void Fill(ServerBench bench, Random random)
    {
        for (var number = 1; number <= 40; number++)
        {
            var text = $"Subject: {Pick(random)}\r\nFrom: {Pick(random)}@example.test\r\nX-Number: {number % 3}\r\n\r\n{Pick(random)} {Pick(random)} {new string('x', random.Next(200))}\r\n";
            var message = bench.Account.Store.NewMessage(
                new HeldContent(System.Text.Encoding.ASCII.GetBytes(text)), Start.AddHours(-random.Next(200)));
            var flags = new[] { "\\Seen", "\\Flagged", "\\Deleted", "$Work" }.Where(_ => random.Next(2) == 0);
            bench.Inbox.Add(0, message, FlagSet.Of(flags));
        }
    }

    private static string Pick(Random random) => Words[random.Next(Words.Length)];

    private static (string Text, Func<StoredMessage, bool> Matches) Key(Random random, int depth)
    {
        switch (random.Next(depth > 4 ? 9 : 12))
        {
            case 0:
                return ("ALL", _ => true);
            case 1:
                return ("SEEN", stored => stored.Flags.Has(SystemFlags.Seen));
            case 2:
                return ("UNFLAGGED", stored => !stored.Flags.Has(SystemFlags.Flagged));
            case 3:
                return ("KEYWORD $work", stored => stored.Flags.Has("$Work"));
            case 4:
                var octets = (uint)random.Next(50, 300);
                return ($"LARGER {octets}", stored => stored.Message.Content.Size > octets);
            case 5:
                var day = DateOnly.FromDateTime(Start.AddDays(-random.Next(9)).DateTime);
                return ($"SINCE {day.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture)}", stored => DateOnly.FromDateTime(stored.Message.InternalDate.DateTime) >= day);
            case 6:
                var subject = Pick(random);
                return ($"SUBJECT {subject}", stored => Line(stored, "Subject: ").Contains(subject, StringComparison.OrdinalIgnoreCase));
            case 7:
                var word = Pick(random);
                return ($"BODY {word}", stored => Text(stored).Split("\r\n\r\n")[1].Contains(word, StringComparison.OrdinalIgnoreCase));
            case 8:
                return Set(random);
            case 9:
                var (inner, test) = Key(random, depth + 1);
                return ($"NOT {inner}", stored => !test(stored));
            case 10:
                var (left, first) = Key(random, depth + 1);
                var (right, second) = Key(random, depth + 1);
                return ($"OR {left} {right}", stored => first(stored) || second(stored));
            default:
                var keys = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Key(random, depth + 1)).ToList();
                return ($"({string.Join(' ', keys.Select(key => key.Text))})", stored => keys.TrueForAll(key => key.Matches(stored)));
        }
    }

    /// <summary>All 40 messages are known from the start, so a sequence number is the UID.</summary>
    private static (string Text, Func<StoredMessage, bool> Matches) Set(Random random)
    {
        var ranges = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (From: random.Next(1, 45), To: random.Next(1, 45))).ToList();
        var text = string.Join(',', ranges.Select(range => $"{range.From}:{range.To}"));
        return (
            random.Next(2) == 0 ? $"UID {text}" : text,
            stored => ranges.Exists(range => stored.Uid.Value >= Math.Min(range.From, range.To) && stored.Uid.Value <= Math.Max(range.From, range.To)));
    }

    private static string Line(StoredMessage stored, string name) => Text(stored).Split("\r\n").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    private static string Text(StoredMessage stored) => System.Text.Encoding.ASCII.GetString(stored.Message.Content.Bytes.Span);
}
