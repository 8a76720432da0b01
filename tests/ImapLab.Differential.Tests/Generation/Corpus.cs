using System.Text;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>The messages that sequences append, by name: files of Mail/, and the corpus of the MIME tests.</summary>
internal static class Corpus
{
    /// <summary>Those in which the two servers read another structure: tests/ImapLab.Server.Tests/Mime/CorpusDifferences.cs says how, and why.</summary>
    private static readonly string[] ReadOtherwise =
    [
        "address-bare-pair", "address-odd", "from-brackets", "blanks-within", "empty-fields", "folded", "header-cut", "trailing-blanks", "nul-and-control", "header-only",
        "multipart-no-body", "message-rfc822-empty", "message-rfc822-base64", "multipart-same-boundary", "digest", "part-defaults", "disposition-odd",
    ];

    private static readonly Dictionary<string, string> Messages = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Mail"), "*.eml")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Messages.Keys.Where(IsComparable).Order(StringComparer.Ordinal)];

    public static string Find(string name) => Messages[name];

    /// <summary>A message as a literal of a command.</summary>
    /// <param name="mark">Its name; with a + for a literal that does not wait.</param>
    public static string Literal(string mark)
    {
        var plus = mark.EndsWith('+');
        var content = Find(plus ? mark[..^1] : mark);
        return $"{{{Encoding.Latin1.GetByteCount(content)}{(plus ? "+" : "")}}}\r\n{content}";
    }

    /// <summary>A store of files keeps bare line feeds in its own way, and hands them out as CRLF: not what this is about.</summary>
    private static bool IsComparable(string name) => !ReadOtherwise.Contains(name) && !Messages[name].Replace("\r\n", "", StringComparison.Ordinal).AsSpan().ContainsAny('\r', '\n', '\0');
}
