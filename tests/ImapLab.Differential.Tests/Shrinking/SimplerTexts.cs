using System.Text.RegularExpressions;

namespace ImapLab.Differential.Tests.Shrinking;

/// <summary>Simpler forms of a command, the simplest first.</summary>
internal static partial class SimplerTexts
{
    public static IEnumerable<string> Of(string text) => Candidates(text).Where(candidate => candidate != text && candidate.Length <= text.Length).Distinct();

    private static IEnumerable<string> Candidates(string text)
    {
        yield return Mail().Replace(text, "{mail:plain+}");
        var words = text.Split(' ');
        // The tag and the command's name stay.
        for (var at = words.Length - 1; at >= 2; at--)
            yield return string.Join(' ', words.Where((_, index) => index != at));
        for (var at = words.Length - 1; at >= 2; at--)
        {
            foreach (var word in Simpler(words[at]))
                yield return string.Join(' ', words.Select((old, index) => index == at ? word : old));
        }

        foreach (Match list in List().Matches(text))
        {
            var items = list.Groups[1].Value.Split(' ');
            foreach (var item in items.Where(_ => items.Length > 1))
                yield return string.Concat(text.AsSpan(0, list.Index), $"({item})", text.AsSpan(list.Index + list.Length));
        }
    }

    private static IEnumerable<string> Simpler(string word)
    {
        if (Numbers().IsMatch(word) && word.Length > 1)
        {
            yield return "1";
            foreach (var part in word.Split(','))
                yield return part;
        }
        else if (word is ['"', .. var inner, '"'] && inner.Length > 0 && inner.All(char.IsAsciiLetterOrDigit))
        {
            yield return inner;
        }
        else if (word is ['(', .. var one, ')'] && !one.Contains('('))
        {
            yield return one;
        }
    }

    [GeneratedRegex(@"\{mail:[^}]+\}")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^[0-9*,:]+$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\(([^()]+)\)")]
    private static partial Regex List();
}
