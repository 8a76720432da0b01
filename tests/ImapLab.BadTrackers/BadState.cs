using System.Text.Json;

namespace ImapLab.BadTrackers;

/// <summary>What the tracker knows of a folder.</summary>
internal sealed class BadFolder
{
    public uint UidValidity { get; set; }

    public ulong HighestModSeq { get; set; }

    public int Count { get; set; }

    /// <summary>Flags by UID, as the server spells them.</summary>
    public SortedDictionary<uint, string> Flags { get; set; } = [];

    /// <summary>Message-IDs by UID.</summary>
    public SortedDictionary<uint, string> Messages { get; set; } = [];
}

/// <summary>All that the tracker knows, and what it has still to tell: a file of JSON, written as a whole.</summary>
internal sealed class BadState
{
    public bool Initialized { get; set; }

    public int LastEvent { get; set; }

    public SortedDictionary<string, BadFolder> Folders { get; set; } = new(StringComparer.Ordinal);

    public List<string> Outbox { get; set; } = [];

    public static BadState Load(string directory)
    {
        var file = Path.Combine(directory, "state.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<BadState>(File.ReadAllText(file))! : new BadState();
    }

    public void Save(string directory)
    {
        var draft = Path.Combine(directory, "state.json.tmp");
        File.WriteAllText(draft, JsonSerializer.Serialize(this));
        File.Move(draft, Path.Combine(directory, "state.json"), overwrite: true);
    }
}
