using System.Text.RegularExpressions;
using ImapLab.Server.Transcripts;

namespace ImapLab.Scenarios.Runner;

/// <summary>Transcripts as text that is the same for the same run.</summary>
internal static partial class TranscriptText
{
    public static IReadOnlyList<string> Lines(IEnumerable<TranscriptLine> lines, DateTimeOffset start) =>
    [
        .. lines.Select(line => $"{(line.At - start).TotalSeconds:0.000} {line.Connection}{Mark(line.Speaker)} {Tag().Replace(line.Text, "T$1")}"),
    ];

    private static char Mark(Speaker speaker) => speaker switch
    {
        Speaker.Client => '>',
        Speaker.Server => '<',
        _ => '#',
    };

    /// <summary>MailKit gives each client of the process another letter: a tag says which command it is, not which client.</summary>
    [GeneratedRegex(@"\b[A-Z](\d{8})\b")]
    private static partial Regex Tag();
}
