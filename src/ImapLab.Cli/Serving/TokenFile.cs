using System.Globalization;
using ImapLab.Protocol.Commands;

namespace ImapLab.Cli.Serving;

/// <summary>Access tokens for XOAUTH2 and OAUTHBEARER: a line each of user, token and, where it expires, a time as 2026-01-15T10:30:00Z.</summary>
internal static class TokenFile
{
    /// <exception cref="BadInputException">It cannot be read, or says what is no token of these users.</exception>
    public static IReadOnlyList<ServedToken> Read(string? file, IReadOnlyList<ServedAccount> accounts)
    {
        if (file is null)
            return [];
        try
        {
            var tokens = new Dictionary<Secret, ServedToken>();
            foreach (var (text, index) in File.ReadAllLines(file).Select((text, index) => (text, index)).Where(line => IsToken(line.text)))
            {
                var token = Parse(text, $"{file}:{index + 1}", accounts);
                if (!tokens.TryAdd(token.Token, token))
                    throw new BadInputException($"{file}:{index + 1}: expected each token once.");
            }

            return [.. tokens.Values];
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--token-file {file}: {why.Message}", why);
        }
    }

    private static bool IsToken(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#';

    /// <summary>What is wrong is told without the line: it is a secret.</summary>
    private static ServedToken Parse(string line, string place, IReadOnlyList<ServedAccount> accounts)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (2 or 3))
            throw new BadInputException($"{place}: expected USER TOKEN [EXPIRES].");
        if (accounts.All(account => account.User != words[0]))
            throw new BadInputException($"{place}: expected one of the users, found \"{words[0]}\".");
        return new ServedToken(words[0], new Secret(words[1]), words.Length == 3 ? Time(words[2], place) : null);
    }

    private static DateTimeOffset Time(string text, string place) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new BadInputException($"{place}: expected a time such as 2026-01-15T10:30:00Z, found \"{text}\".");
}

/// <summary>An access token of a user.</summary>
/// <param name="Expires">Null for never.</param>
internal sealed record ServedToken(string User, Secret Token, DateTimeOffset? Expires);
