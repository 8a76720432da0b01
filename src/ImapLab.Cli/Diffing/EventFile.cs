using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImapLab.Cli.Diffing;

/// <summary>Reads files of events, whoever wrote them.</summary>
internal static class EventFile
{
    /// <summary>What differs from one run to the next though the same is told.</summary>
    public static readonly string[] Volatile = ["eventId", "date", "serviceUrl"];

    internal static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="BadInputException">The file cannot be read, or a line is no event.</exception>
    public static IReadOnlyList<ReadEvent> Read(string path, IReadOnlyList<string> ignored)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: {unreadable.Message}", unreadable);
        }

        var events = new List<ReadEvent>(lines.Length);
        for (var at = 0; at < lines.Length; at++)
        {
            if (!string.IsNullOrWhiteSpace(lines[at]))
                events.Add(new ReadEvent(at + 1, ReadLine(path, at + 1, lines[at], ignored)));
        }

        return events;
    }

    private static JsonObject ReadLine(string path, int number, string line, IReadOnlyList<string> ignored)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(line);
        }
        catch (JsonException bad)
        {
            throw new BadInputException($"{path}:{number}:{(bad.BytePositionInLine ?? 0) + 1}: expected an event as a JSON object.", bad);
        }

        if (node is not JsonObject told || told["event"]?.GetValueKind() != JsonValueKind.String)
            throw new BadInputException($"{path}:{number}:1: expected an event: a JSON object with a text \"event\".");
        foreach (var field in ignored)
            Remove(told, field.Split('.'));
        return Sort(told);
    }

    private static void Remove(JsonObject from, ReadOnlySpan<string> field)
    {
        if (field.Length == 1)
            from.Remove(field[0]);
        else if (from[field[0]] is JsonObject inner)
            Remove(inner, field[1..]);
    }

    private static JsonObject Sort(JsonObject unsorted)
    {
        var sorted = new JsonObject();
        foreach (var (name, value) in unsorted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            sorted[name] = value is JsonObject inner ? Sort(inner) : value?.DeepClone();
        return sorted;
    }
}
