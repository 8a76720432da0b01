using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>Messages, commands, and what a real Dovecot answered to them: see record-answers.py for the form.</summary>
internal sealed partial class AnswerTable
{
    /// <summary>Spells, and decides what standards leave open, as the server does whose answers were recorded.</summary>
    private static readonly ServerPlan Alike = ServerBench.Full with
    {
        Style = WireStyle.Plain with
        {
            Search = new SearchStyle
            {
                Order = [EsearchItem.Min, EsearchItem.Max, EsearchItem.All, EsearchItem.Partial, EsearchItem.Count, EsearchItem.ModSeq],
                BadCharsetNamesOthers = false,
            },
        },
        Semantics = MailboxSemantics.Standard with
        {
            Search = new SearchSemantics { NumberRangeAboveLast = RangeAboveLast.Nothing, UndatedIsSentIn1970 = true },
        },
    };

    private readonly RawClient _client;
    private readonly string[] _commands;

    private AnswerTable(RawClient client, string[] commands)
    {
        _client = client;
        _commands = commands;
    }

    /// <summary>Opens a table with its messages in INBOX.</summary>
    public static AnswerTable Open(string name)
    {
        var halves = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Searching", name)).Split("%% commands\n");
        var client = new ServerBench(Alike).LogIn();
        foreach (var message in halves[0].Split("%% message ").Skip(1))
        {
            var first = message[..message.IndexOf('\n', StringComparison.Ordinal)];
            var (date, flags) = (first.Split(' ')[0].Replace('_', ' '), string.Join(' ', first.Split(' ').Skip(1)));
            var body = Octets(message[(first.Length + 1)..].Replace("\n", "\r\n", StringComparison.Ordinal));
            var answer = client.SayRaw($"a2 APPEND INBOX ({flags}) \"{date}\" {{{body.Length}+}}\r\n{body}\r\n");
            Assert.That(answer, Does.StartWith("a2 OK"), first);
        }

        client.Say("a3 SELECT INBOX");
        return new AnswerTable(client, halves[1].Split('\n'));
    }

    /// <summary>The lines of the table whose answer is another one here: what was recorded, and what we say.</summary>
    public IEnumerable<string> Differences()
    {
        foreach (var line in _commands.Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            var command = line.Split(" =>")[0];
            var recorded = line[(command.Length + 3)..].Trim();
            var told = Answer(Octets(command));
            if (told != recorded)
                yield return $"{command}\n  recorded {recorded}\n  but was  {told}";
        }
    }

    private string Answer(string command)
    {
        var lines = _client.Say($"t1 {command}").Split('\n');
        if (lines[^1].StartsWith("t1 OK", StringComparison.Ordinal))
            return string.Join(" | ", lines[..^1]);
        var words = lines[^1].Split(']')[0].Split(' ');
        return lines[^1].Contains('[', StringComparison.Ordinal) ? $"{words[1]} {words[2]}]" : words[1];
    }

    /// <summary>The octets of a text in UTF-8, one character each; <c>\xNN</c> is one.</summary>
    private static string Octets(string text) => Escape().Replace(
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)),
        match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("\\\\x([0-9a-fA-F]{2})")]
    private static partial Regex Escape();
}
