using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Moves;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Threads;

namespace ImapLab.Tracking.Accounts;

/// <summary>What everything that works on one account shares, from one connection to the next.</summary>
internal sealed class Desk(AccountBook book, Outbox outbox, TrackerOptions options, TimeProvider time)
{
    private readonly Dictionary<MailboxName, FolderHealth> _health = [];

    public AccountBook Book => book;

    public TrackerOptions Options => options;

    public LookLimits Limits { get; } = new(options.ChurnAttempts, options.MassDeletion) { RoundTripCost = options.RoundTripCost };

    public TimeProvider Time => time;

    public Agenda Agenda { get; } = new(options, time);

    /// <summary>Messages that failed to be described, so that a poisonous one is not tried for ever.</summary>
    public Suspects Suspects { get; } = new();

    /// <summary>Joins deletions and new messages to moves.</summary>
    public MoveDesk Moves { get; } = new(book, options);

    /// <summary>Names threads where the server does not.</summary>
    public ThreadDesk Threads { get; } = new(book.Store, options);

    /// <summary>Called when something was achieved that a server which only pretends to serve would not allow.</summary>
    public Action Progress { get; init; } = () => { };

    /// <summary>How LIST has been doing.</summary>
    public FolderHealth ListHealth { get; } = new();

    public FolderHealth HealthOf(MailboxName folder)
    {
        if (!_health.TryGetValue(folder, out var health))
            _health[folder] = health = new FolderHealth();
        return health;
    }

    /// <summary>The folders that are set aside.</summary>
    public IReadOnlyList<string> Aside => [.. _health.Where(folder => folder.Value.IsAside).Select(folder => folder.Key.Text).Order(StringComparer.Ordinal)];

    /// <summary>Folders that failed last time they were looked at, and are not set aside for it.</summary>
    public int Failing => _health.Values.Count(folder => folder is { IsAside: false, Failures: > 0 });

    /// <summary>Writes a change with the events that follow from it, and delivers them.</summary>
    public async Task CommitAsync(StoreChange change, IReadOnlyList<Tiding> tidings, CancellationToken cancellationToken)
    {
        var settled = Moves.Take(tidings, time.GetUtcNow());
        book.Commit(change.With(settled) with { Threads = Threads.Take() }, settled.Told);
        Progress();
        await outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells what no look can turn into a move any more.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var settled = Moves.Sweep(time.GetUtcNow());
        if (settled.Told.Count > 0)
        {
            book.Commit(new StoreChange().With(settled), settled.Told);
            await outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells something that changes nothing of what is known.</summary>
    public async Task TellAsync(Tiding tiding, CancellationToken cancellationToken)
    {
        book.Commit(new StoreChange(), [tiding]);
        await outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
    }
}
