using System.Text.Json;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>Events that the built-in tracker does not tell, or that say less than its own.</summary>
internal static class ForeignTales
{
    public static IEnumerable<Tale> Read(Tale tale, ForeignData foreign)
    {
        using var document = JsonDocument.Parse(foreign.Json);
        var data = document.RootElement;
        var uid = UidOf(data, "uid");
        var previous = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("previousPath", out var path) ? path.GetString() : null;
        return tale.Kind switch
        {
            EventNames.MessageMoved => Tale.Halves(tale with { Uid = uid }, previous, UidOf(data, "previousUid")),
            EventNames.MailboxRenamed => [tale with { PreviousPath = previous }],
            _ => [tale with { Uid = uid }],
        };
    }

    private static Uid? UidOf(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out var uid) && uid > 0
            ? new Uid(uid)
            : null;
}
