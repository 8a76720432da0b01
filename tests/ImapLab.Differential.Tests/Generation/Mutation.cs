namespace ImapLab.Differential.Tests.Generation;

/// <summary>Spoils a command: what programs with a bug, and people with a terminal, send.</summary>
internal static class Mutation
{
    private static readonly string[] Junk = ["(", ")", "\"", "\\", "*", "NIL", "\"\"", "()", "[", "]", "%", "1", "\u00e4", "\u0001", "a b", "((", "INBOX", "\t", "{3+}\r\nabc"];

    public static string Of(Scene scene, string command)
    {
        var draw = scene.Draw;
        scene.IsWrong = true;
        var words = command.Split(' ').ToList();
        var at = draw.Below(words.Count);
        // What announces a literal stays whole: a server that waits for octets that never come proves nothing. And octets that are sent unasked are
        // taken for commands by a server that refuses the rest.
        if (words[at].Contains('{', StringComparison.Ordinal))
            return command.Replace("+}", "}", StringComparison.Ordinal);
        switch (draw.Below(9))
        {
            case 0:
                words.RemoveAt(at);
                break;
            case 1:
                words.Insert(at, "");
                break;
            case 2:
                words.Add("");
                break;
            case 3:
                words.Insert(at, words[at]);
                break;
            case 4:
                words[at] = draw.Of(Junk);
                break;
            case 5:
                words.Add(draw.Of(Junk));
                break;
            case 6:
                words[at] = words[at].ToLowerInvariant();
                break;
            case 7 when words[at].Length > 1:
                words[at] = words[at].Remove(draw.Below(words[at].Length), 1);
                break;
            default:
                words[at] = words[at].Insert(draw.Below(words[at].Length + 1), draw.Of(Junk));
                break;
        }

        return string.Join(' ', words).Replace("+}", "}", StringComparison.Ordinal);
    }
}
