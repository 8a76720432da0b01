namespace ImapLab.Differential.Tests.Accepting;

/// <summary>A command's arguments, roughly: what stands between spaces, but not those in quotes, brackets or literals.</summary>
internal static class Arguments
{
    public static IReadOnlyList<string> Of(string command)
    {
        var words = Split(command);
        return [.. words.Skip(words.Count > 1 && words[1].Equals("UID", StringComparison.OrdinalIgnoreCase) ? 3 : 2)];
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var (from, depth, quoted) = (0, 0, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '(' or '[' when !quoted:
                    depth++;
                    break;
                case ')' or ']' when !quoted && depth > 0:
                    depth--;
                    break;
                case '\n' when !quoted:
                    // What a literal holds, up to the next space: the literals of these tests are names.
                    at += LiteralBefore(text, at);
                    break;
                case ' ' when !quoted && depth == 0:
                    words.Add(text[from..at]);
                    from = at + 1;
                    break;
            }
        }

        words.Add(text[Math.Min(from, text.Length)..]);
        return words;
    }

    private static int LiteralBefore(string text, int lineEnd)
    {
        var open = text.LastIndexOf('{', lineEnd);
        return open >= 0 && int.TryParse(text[(open + 1)..lineEnd].TrimEnd('\r', '}', '+'), out var octets) ? octets : 0;
    }
}
