using ImapLab.Scenarios.Trackers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>A moment at which the tracker said that it had looked at everything.</summary>
/// <param name="Ordinal">The last change in the account by then.</param>
/// <param name="Events">How many events it had told by then.</param>
public sealed record Settle(long Ordinal, int Events);

/// <summary>All that the oracle judges by: what truly happened, and what was told of it.</summary>
public sealed record RunFacts
{
    /// <summary>All changes in the account, in order.</summary>
    public required IReadOnlyList<JournalEntry> History { get; init; }

    /// <summary>The last change before the tracker was first started.</summary>
    public required long StartedAt { get; init; }

    /// <summary>All that was told, in order.</summary>
    public required IReadOnlyList<ObservedEvent> Events { get; init; }

    /// <summary>The settles, in order; with the first the baseline is taken.</summary>
    public required IReadOnlyList<Settle> Settles { get; init; }

    /// <summary>The lives of the tracker that ended by a kill: what they told last may come again.</summary>
    public IReadOnlyCollection<int> KilledLives { get; init; } = [];

    /// <summary>What the tracker tells beyond new and deleted messages and folders.</summary>
    public TrackerTells Tells { get; init; }

    /// <summary>Whether the server itself ever said that credentials are wrong.</summary>
    public bool SaidAuthenticationFailed { get; init; }
}
