using System.Globalization;
using System.Text.Json;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>Parts of an event's JSON; null where one is missing or of another type.</summary>
internal static class JsonParts
{
    public static string RequiredText(JsonElement element, string name) =>
        Text(element, name) ?? throw new FormatException($"Expected \"{name}\" to be a text.");

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    public static DateTimeOffset? Date(JsonElement element, string name)
    {
        if (Text(element, name) is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new FormatException($"Expected \"{name}\" to be a date in ISO 8601, found \"{text}\".");
    }

    public static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();

    public static bool? Truth(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    public static NameSet? Names(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? new NameSet([.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)])
            : null;

    public static Uid? Uid(JsonElement element, string name) =>
        Number(element, name) is >= 1 and <= uint.MaxValue and var uid ? new Uid((uint)uid) : null;

    public static UidValidity Epoch(JsonElement element, string name) =>
        Number(element, name) is >= 1 and <= uint.MaxValue and var epoch ? new UidValidity((uint)epoch) : default;
}
