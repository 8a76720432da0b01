using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ImapLab.Differential.Tests.Sequences;

/// <summary>
/// What stands in a step's text for what differs from run to run, or would be too long to read: <c>{user}</c>, <c>{password}</c>,
/// <c>{plain}</c> (both for AUTHENTICATE PLAIN), <c>{mail:NAME}</c> and <c>{mail:NAME+}</c> (a message of the corpus as a literal), and what the
/// side itself has said: <c>{uidvalidity:MAILBOX}</c>, <c>{modseq:MAILBOX}</c> (the latest), <c>{modseq:MAILBOX:2}</c> (the third latest),
/// <c>{modseq:OPEN}</c> (of what the client has open: those of another mailbox are not in its order).
/// </summary>
internal static partial class StepText
{
    /// <summary>The octets to send, up to where the server must first ask for more.</summary>
    public static IReadOnlyList<byte[]> Chunks(string expanded)
    {
        var bytes = Encoding.Latin1.GetBytes(expanded);
        var chunks = new List<byte[]>();
        var start = 0;
        foreach (var line in Lines(expanded).Where(line => line.Literal is { Synchronizing: true }))
        {
            chunks.Add(bytes[start..line.End]);
            start = line.End;
        }

        chunks.Add(bytes[start..]);
        return chunks;
    }

    /// <summary>The tag of the last command in the text: its completion is the step's end.</summary>
    public static string LastTag(string expanded)
    {
        var tag = "";
        var begins = true;
        foreach (var line in Lines(expanded))
        {
            if (begins)
                tag = expanded[line.Start..].Split(' ', '\r')[0];
            begins = line.Literal is null;
        }

        return tag;
    }

    public static string Expand(string text, Func<string, string> valueOf) =>
        Mark().Replace(text, match => valueOf(match.Groups[1].Value)) + "\r\n";

    /// <summary>One line for people and for files: what cannot be seen is escaped.</summary>
    public static string Escape(string text)
    {
        var shown = new StringBuilder();
        foreach (var character in text)
        {
            shown.Append(character switch
            {
                '\r' => "\\r",
                '\n' => "\\n",
                '\\' => "\\\\",
                < ' ' or > '~' => $"\\x{(int)character:X2}",
                _ => character.ToString(),
            });
        }

        return shown.ToString();
    }

    public static string Unescape(string line) => EscapeMark().Replace(line, match => match.Value switch
    {
        "\\r" => "\r",
        "\\n" => "\n",
        "\\\\" => "\\",
        var hex => ((char)int.Parse(hex.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    });

    /// <summary>The lines of a text; what is in a literal is no line.</summary>
    private static IEnumerable<(int Start, int End, (int Octets, bool Synchronizing)? Literal)> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            var literal = LiteralMark().Match(text[start..end]);
            if (!literal.Success || !int.TryParse(literal.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) || end + octets > text.Length)
            {
                yield return (start, end, null);
                start = end;
                continue;
            }

            yield return (start, end, (octets, literal.Groups[2].Length == 0));
            start = end + octets;
        }
    }

    [GeneratedRegex(@"\{(user|password|plain|(?:mail|modseq|uidvalidity):[^}]+)\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\{(\d{1,9})(\+?)\}\r\n$")]
    private static partial Regex LiteralMark();

    [GeneratedRegex(@"\\r|\\n|\\\\|\\x[0-9A-F]{2}")]
    private static partial Regex EscapeMark();
}
