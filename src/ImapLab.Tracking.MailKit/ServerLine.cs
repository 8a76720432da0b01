using System.Globalization;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.MailKit;

/// <summary>What a tracker reads from one line of the server. Numbers that are none make the line say nothing.</summary>
internal abstract record ServerLine
{
    public sealed record Change(ViewChange What) : ServerLine;

    /// <summary>VANISHED (EARLIER): what went before the folder was opened.</summary>
    public sealed record VanishedEarlier(SequenceSet Uids) : ServerLine;

    /// <summary>A FETCH answer: what it says is read elsewhere.</summary>
    /// <param name="TellsFlags">Whether it says which flags the message has.</param>
    public sealed record Row(bool TellsFlags) : ServerLine
    {
        public static readonly Row WithFlags = new(TellsFlags: true);

        public static readonly Row Other = new(TellsFlags: false);
    }

    public sealed record UidNext(Uid? Value) : ServerLine;

    public sealed record Epoch(UidValidity Value) : ServerLine;

    public sealed record HighestModSeq(ModSeq? Value) : ServerLine;

    /// <summary>STATUS of a folder, by its name as read by people; null where it is not spelt as names are.</summary>
    public sealed record Status(string? Name, Counters Counters) : ServerLine;

    /// <summary>A tagged answer: its response code without arguments, if any, and its text.</summary>
    public sealed record Tagged(string Condition, string? Code, string Text) : ServerLine;

    /// <summary>The server ends the connection (RFC 9051 section 7.1.5), with a response code if it has one.</summary>
    public sealed record Bye(string? Code, string Text) : ServerLine;

    public static ServerLine? Read(string line)
    {
        var words = line.Split(' ', 3);
        if (words.Length < 2)
            return null;
        if (words[0] != "*")
            return words[0] == "+" ? null : ReadTagged(words);
        if (words.Length == 3 && ReadNumbered(words[1], words[2].TrimEnd()) is { } numbered)
            return numbered;

        if (words[1].Equals("BYE", StringComparison.OrdinalIgnoreCase))
        {
            var (code, text) = SplitCode(words.Length == 3 ? words[2] : "");
            return new Bye(code, text);
        }

        return words.Length < 3 ? null : words[1].ToUpperInvariant() switch
        {
            "OK" or "NO" => ReadCode(words[2]),
            "VANISHED" => ReadVanished(words[2]),
            "STATUS" => StatusLine.Read(words[2]),
            _ => null,
        };
    }

    private static Tagged? ReadTagged(string[] words)
    {
        var condition = words[1].ToUpperInvariant();
        if (condition is not ("OK" or "NO" or "BAD"))
            return null;
        var (code, text) = SplitCode(words.Length == 3 ? words[2] : "");
        return new Tagged(condition, code, text);
    }

    /// <summary>The response code without its arguments, and what follows it.</summary>
    private static (string? Code, string Text) SplitCode(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']') : -1;
        return end < 0 ? (null, text) : (text[1..end].Split(' ')[0].ToUpperInvariant(), text[(end + 1)..].TrimStart());
    }

    private static ServerLine? ReadCode(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']') : -1;
        if (end < 0)
            return null;
        var words = text[1..end].Split(' ', 2);
        var argument = words.Length == 2 ? words[1] : "";
        return words[0].ToUpperInvariant() switch
        {
            "UIDNEXT" => new UidNext(Numbers.Uid(argument)),
            "UIDVALIDITY" => new Epoch(Numbers.Epoch(argument)),
            "HIGHESTMODSEQ" => new HighestModSeq(Numbers.ModSeq(argument)),
            "NOMODSEQ" => new HighestModSeq(null),
            _ => null,
        };
    }

    /// <summary>What names a place, or counts places. A number that is none does not make it unsaid.</summary>
    private static ServerLine? ReadNumbered(string number, string what)
    {
        if (what.StartsWith("FETCH ", StringComparison.OrdinalIgnoreCase))
            return what.Contains("FLAGS (", StringComparison.OrdinalIgnoreCase) ? Row.WithFlags : Row.Other;
        var isExists = what.Equals("EXISTS", StringComparison.OrdinalIgnoreCase);
        if (!isExists && !what.Equals("EXPUNGE", StringComparison.OrdinalIgnoreCase))
            return null;
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return new Change(new ViewChange.Unreadable(isExists ? "EXISTS" : "EXPUNGE"));
        return new Change(isExists ? new ViewChange.Exists(value) : new ViewChange.Expunged(value));
    }

    private static ServerLine ReadVanished(string text)
    {
        const string Earlier = "(EARLIER) ";
        var isEarlier = text.StartsWith(Earlier, StringComparison.OrdinalIgnoreCase);
        return VanishedSet.Read(isEarlier ? text[Earlier.Length..] : text) switch
        {
            null => new Change(new ViewChange.Unreadable("VANISHED")),
            { } uids when isEarlier => new VanishedEarlier(uids),
            { } uids => new Change(new ViewChange.Vanished(uids)),
        };
    }

    /// <summary>Numbers as servers write them, and as some write them wrongly: 0 and -1 for "none".</summary>
    internal static class Numbers
    {
        public static Uid? Uid(string text) =>
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? new Uid(value) : null;

        public static UidValidity Epoch(string text) =>
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? new UidValidity(value) : default;

        public static ModSeq? ModSeq(string text) =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= long.MaxValue
                ? new ModSeq(value)
                : null;

        public static int? Count(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static class StatusLine
    {
        public static Status? Read(string text)
        {
            var (name, rest) = ReadName(text);
            rest = rest.Trim();
            if (rest.Length < 2 || rest[0] != '(' || rest[^1] != ')')
                return null;
            var counters = Counters.Unknown;
            var items = rest[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; at + 1 < items.Length; at += 2)
            {
                var value = items[at + 1];
                counters = items[at].ToUpperInvariant() switch
                {
                    "MESSAGES" => counters with { Exists = Numbers.Count(value) },
                    "UIDNEXT" => counters with { UidNext = Numbers.Uid(value) },
                    "UIDVALIDITY" => counters with { UidValidity = Numbers.Epoch(value) },
                    "HIGHESTMODSEQ" => counters with { HighestModSeq = Numbers.ModSeq(value) },
                    _ => counters,
                };
            }

            return new Status(ModifiedUtf7.Decode(name), counters);
        }

        private static (string Name, string After) ReadName(string text)
        {
            if (text.StartsWith('{'))
            {
                var start = text.IndexOf('\n') + 1;
                var length = start > 0 ? Numbers.Count(text[1..text.IndexOf('}')]) ?? 0 : 0;
                return start + length <= text.Length ? (text[start..(start + length)], text[(start + length)..]) : ("", "");
            }

            if (!text.StartsWith('"'))
                return text.IndexOf(' ') is > 0 and var space ? (text[..space], text[space..]) : (text, "");
            var name = new System.Text.StringBuilder();
            for (var at = 1; at < text.Length; at++)
            {
                if (text[at] == '"')
                    return (name.ToString(), text[(at + 1)..]);
                if (text[at] == '\\' && at + 1 < text.Length)
                    at++;
                name.Append(text[at]);
            }

            return ("", "");
        }
    }
}
