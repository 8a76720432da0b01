using System.Text.Json.Nodes;

namespace ImapLab.Cli.Diffing;

/// <summary>One event of a file, as far as it is compared.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Json">Its fields without those left out, in a fixed order.</param>
internal sealed record ReadEvent(int Line, JsonObject Json)
{
    /// <summary>Equal for events that tell the same.</summary>
    public string Key { get; } = Json.ToJsonString(EventFile.Format);

    /// <summary>Equal for events that mean to tell of the same thing, in the right words or not.</summary>
    public string Subject { get; } =
        $"{Json["event"]} {Json["path"]} {Json["data"]?["uid"] ?? Json["data"]?["path"]}";
}
