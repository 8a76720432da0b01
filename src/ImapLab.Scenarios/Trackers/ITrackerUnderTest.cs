using System.Net;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Trackers;

/// <summary>
/// One life of a tracker: from its start to its stop or kill. The next life gets the same
/// <see cref="TrackerSite.StateDirectory"/> and must know there what this one knew.
/// </summary>
/// <remarks>
/// In a deterministic lab everything runs on one thread: a tracker must not hop threads, and takes its time from
/// <see cref="TrackerSite.Time"/> alone.
/// </remarks>
public interface ITrackerUnderTest : IDisposable
{
    /// <summary>
    /// Begins to follow the account, and returns at once: the task completes when the tracker runs, not when it has seen
    /// anything.
    /// </summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Completes when the tracker has looked at everything since this call and has told all that it found. A connection
    /// that is lost meanwhile is made again.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken);

    /// <summary>Ends the tracker in good order.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The process is gone: nothing more may be written or told. Only what would outlive it in this process, such as an
    /// open file, is released.
    /// </summary>
    void Kill();

    /// <summary>Why the tracker ended by itself; null while it has not.</summary>
    string? Failure { get; }
}

/// <summary>What a tracker is given to work with.</summary>
public sealed record TrackerSite
{
    public required string User { get; init; }

    public required string Password { get; init; }

    /// <summary>Makes a connection to the server; fails as a socket does where the network refuses.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> Connect { get; init; }

    /// <summary>Where the server listens; null in a lab without TCP.</summary>
    public IPEndPoint? EndPoint { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Takes an event. It counts as told when the task completes.</summary>
    public required Func<TrackerEvent, ValueTask> Tell { get; init; }

    /// <summary>An existing folder of the tracker's own, empty before its first life.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The run's seed, for those who need randomness.</summary>
    public ulong Seed { get; init; }
}

/// <summary>A kind of tracker: what <c>--tracker</c> names.</summary>
public interface ITrackerKind
{
    /// <summary>As a report calls it.</summary>
    string Name { get; }

    /// <summary>Whether it needs a real port and real time, because it runs outside this process.</summary>
    bool OverTcp { get; }

    /// <summary>
    /// What it tells beyond new and deleted messages and folders. An expectation of a scenario that asks for more is left
    /// to the oracle, which judges what is told and never asks for these.
    /// </summary>
    TrackerTells Tells => TrackerTells.Plain;

    ITrackerUnderTest Create(TrackerSite site);
}

/// <summary>What a tracker may tell beyond new and deleted messages and folders.</summary>
[Flags]
public enum TrackerTells
{
    Plain = 0,

    /// <summary>A move as one <c>messageMoved</c>.</summary>
    Moves = 1,

    /// <summary>Changed flags as <c>messageUpdated</c>, where the server has CONDSTORE.</summary>
    Flags = 2,

    /// <summary>A renamed folder as one <c>mailboxRenamed</c>.</summary>
    Renames = 4,

    All = Moves | Flags | Renames,
}
