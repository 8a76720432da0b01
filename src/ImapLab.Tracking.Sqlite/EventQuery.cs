namespace ImapLab.Tracking.Sqlite;

/// <summary>Which events of a history are wanted. All conditions must hold; an empty one always does.</summary>
public sealed record EventQuery
{
    /// <summary>Patterns as <see cref="Accounts.FolderGlob"/> reads them. Events of the whole account fit none.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>From this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>From this event's number on.</summary>
    public long? FromSequence { get; init; }

    /// <summary>The kinds of events.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];
}
