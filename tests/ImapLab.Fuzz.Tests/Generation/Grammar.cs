using System.Text;
using System.Text.RegularExpressions;

namespace ImapLab.Fuzz.Tests.Generation;

/// <summary>The rules of imap.grammar, from which valid commands are drawn.</summary>
internal sealed partial class Grammar
{
    /// <summary>Deeper than this only first alternatives are taken: they end.</summary>
    private const int Deepest = 8;

    private static readonly Lazy<Grammar> Loaded = new(() => new Grammar(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Generation", "imap.grammar"))));

    private readonly Dictionary<string, Part[][]> _rules = new(StringComparer.Ordinal);

    private Grammar(string text)
    {
        Text = text;
        foreach (var rule in Joined().Replace(Comments().Replace(text, ""), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = rule.IndexOf(" =", StringComparison.Ordinal);
            _rules.Add(rule[..equals].Trim(), [.. rule[(equals + 2)..].Split('|').Select(alternative => Parts(alternative.Trim()))]);
        }

        foreach (var unknown in _rules.Values.SelectMany(rule => rule).SelectMany(alternative => alternative).Where(part => part.Rule is { } name && !_rules.ContainsKey(name) && !Words.Has(name)))
            throw new InvalidDataException($"imap.grammar: nothing is called {{{unknown.Rule}}}.");
    }

    public static Grammar Imap => Loaded.Value;

    public string Text { get; }

    /// <summary>Appends something that a rule allows.</summary>
    public void Draw(string rule, Random random, List<byte> to) => Draw(rule, random, to, 0);

    private void Draw(string rule, Random random, List<byte> to, int depth)
    {
        if (!_rules.TryGetValue(rule, out var alternatives))
        {
            Words.Draw(rule, random, to);
            return;
        }

        foreach (var part in alternatives[depth >= Deepest ? 0 : random.Next(alternatives.Length)])
        {
            if (part.Rule is { } name)
                Draw(name, random, to, depth + 1);
            else
                to.AddRange(part.Octets);
        }
    }

    private static Part[] Parts(string alternative) =>
        [.. References().Split(alternative).Select((text, index) => index % 2 == 0 ? new Part(Encoding.Latin1.GetBytes(text), null) : new Part([], text))];

    [GeneratedRegex(@"\{([\w-]+)\}")]
    private static partial Regex References();

    [GeneratedRegex(@"^#.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Joined();

    private readonly record struct Part(byte[] Octets, string? Rule);
}
