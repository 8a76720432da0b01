using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Fuzz.Tests.Generation;
using ImapLab.Fuzz.Tests.Running;
using ImapLab.Server.Commands;
using ImapLab.Server.Transcripts;

namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>Looks for the password in what is written down, in the clear and in base64 at each of its three offsets.</summary>
internal static partial class SecretWatch
{
    private static readonly string[] Forms =
    [
        Words.Secret,
        .. Enumerable.Range(0, 3).Select(offset => Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('\0', offset) + Words.Secret))[4..^4]),
    ];

    private static readonly HashSet<string> Harmless = [.. CommandCatalog.Names.Select(name => name.Split(' ')[0]).Except(["LOGIN", "AUTHENTICATE"])];

    /// <param name="sessions">How many sessions of the account there are: with one there is only the bystander.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Finding? Look(TranscriptLine line, int sessions)
    {
        // Who makes a tag of it means that to be told back.
        var space = line.Text.IndexOf(' ', StringComparison.Ordinal);
        if (line.Speaker == Speaker.Note || space < 0 || !Holds(line.Text.AsSpan(space)))
            return null;
        // Who puts the password where another command has its words has told it to everybody.
        var name = (line.Speaker == Speaker.Client ? Asked() : Answered()).Match(line.Text).Groups[1].Value;
        var meansLogin = line.Text.Contains("LOGIN", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("AUTH", StringComparison.OrdinalIgnoreCase);
        return Harmless.Contains(name.ToUpperInvariant()) || (sessions > 1 && !meansLogin) ? null : new Finding($"A password was written down: {line.Speaker} {line.Text}");
    }

    private static bool Holds(ReadOnlySpan<char> text)
    {
        foreach (var form in Forms)
        {
            if (text.Contains(form, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^\S+ +(\S+)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"Error in (\S+):")]
    private static partial Regex Answered();
}
