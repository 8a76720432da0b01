namespace ImapLab.Profiles.Yaml;

/// <summary>Lists of words in sentences, and the word that somebody may have meant.</summary>
public static class Words
{
    /// <summary><c>a, b or c</c>.</summary>
    public static string Or(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    /// <summary><c> (did you mean "deliver"?)</c>, or nothing where no word is near.</summary>
    public static string Guess(string written, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(words);
        if (written.Length > 64)
            return "";
        var nearest = words.Select(word => (Word: word, Distance: Distance(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance).FirstOrDefault();
        var limit = Math.Max(1, Math.Min(written.Length, nearest.Word?.Length ?? 0) / 3);
        return nearest.Word is not null && nearest.Distance <= limit ? $" (did you mean \"{nearest.Word}\"?)" : "";
    }

    /// <summary>Levenshtein's distance: how many letters to put in, take out or replace.</summary>
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var row = 1; row <= a.Length; row++)
        {
            var line = new int[b.Length + 1];
            line[0] = row;
            for (var column = 1; column <= b.Length; column++)
            {
                var replaced = above[column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
                line[column] = Math.Min(replaced, Math.Min(line[column - 1], above[column]) + 1);
            }

            above = line;
        }

        return above[^1];
    }
}
