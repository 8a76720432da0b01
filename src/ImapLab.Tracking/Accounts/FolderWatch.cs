using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Follows the selected folder until the next pass is due: in IDLE where the server has it and it does any good, else by
/// asking now and then. What it learns of the server's ways with IDLE outlives the connection.
/// </summary>
internal sealed class FolderWatch(Desk desk, Action<TrackerActivity> setActivity)
{
    private const int MostIdleDeaths = 3;
    private static readonly TimeSpan ShortIdle = TimeSpan.FromSeconds(10);

    private readonly IdleSpan _span = new(desk.Options.IdleLimit);
    private int _deaths;

    private TimeProvider Time => desk.Time;

    /// <param name="source">The connection.</param>
    /// <param name="connectedAt">Since when it stands, as a timestamp.</param>
    /// <param name="watched">The folder that is selected; null where there is none.</param>
    /// <param name="wake">Ends the watch.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    public async Task RunAsync(IMailboxSource source, long connectedAt, FolderSession? watched, CancellationToken wake, CancellationToken cancellationToken)
    {
        var idledForNothing = 0;
        while (!wake.IsCancellationRequested)
        {
            var began = Time.GetTimestamp();
            var changes = watched?.Changes;
            var canIdle = watched is not null && source.Features.Idle && Math.Max(_deaths, idledForNothing) < MostIdleDeaths;
            setActivity(new TrackerActivity(canIdle ? TrackerPhase.Idling : TrackerPhase.Polling, watched?.Name));
            if (canIdle)
                await IdleAsync(source, connectedAt, wake, cancellationToken).ConfigureAwait(false);
            else
                await PollAsync(source, watched, wake, cancellationToken).ConfigureAwait(false);

            if (watched is not null && await watched.CatchUpAsync(cancellationToken).ConfigureAwait(false) is LookOutcome.Unresolved)
            {
                // The pass that follows may find all well, and the next IDLE bring the same again.
                await Pause.ForAsync(desk.Options.NoopInterval, Time, wake, cancellationToken).ConfigureAwait(false);
                return;
            }

            // What may be half of a move waits for the other half: that is what a pass looks for.
            if (desk.Moves.NeedsLook)
            {
                await Pause.ForAsync(desk.Options.FirstRetry, Time, wake, cancellationToken).ConfigureAwait(false);
                return;
            }

            // Some servers repeat EXISTS, or tell nonsense, as soon as IDLE begins: without a bound that is a storm.
            var isForNothing = watched?.Changes == changes && Time.GetElapsedTime(began) < ShortIdle;
            idledForNothing = isForNothing ? idledForNothing + 1 : 0;
        }
    }

    /// <summary>
    /// Some servers advertise IDLE and refuse it, or end the connection over it. After a few such ends in a row the
    /// tracker polls instead.
    /// </summary>
    private async Task IdleAsync(IMailboxSource source, long connectedAt, CancellationToken wake, CancellationToken cancellationToken)
    {
        var began = Time.GetTimestamp();
        var span = _span.Current;
        using var renewal = new CancellationTokenSource(span, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wake, renewal.Token);
        try
        {
            await source.IdleAsync(either.Token, cancellationToken).ConfigureAwait(false);
            _deaths = 0;
            if (!renewal.IsCancellationRequested)
                return;
            _span.Survived();
            // A server that lost its notifications says so little in IDLE as one without mail; NOOP has it look.
            if (!wake.IsCancellationRequested)
                await source.NoopAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            _deaths = MostIdleDeaths;
        }
        catch (SourceException)
        {
            var idled = Time.GetElapsedTime(began);
            if (idled < ShortIdle)
                _deaths++;
            _span.Died(idled, Time.GetElapsedTime(connectedAt));
            throw;
        }
    }

    private async Task PollAsync(IMailboxSource source, FolderSession? watched, CancellationToken wake, CancellationToken cancellationToken)
    {
        await Pause.ForAsync(desk.Options.NoopInterval, Time, wake, cancellationToken).ConfigureAwait(false);
        var other = desk.Options.KeepAlive == KeepAlive.Status ? desk.Book.Folders.FirstOrDefault(folder => folder.Name != watched?.Name) : null;
        if (other is null)
            await source.NoopAsync(cancellationToken).ConfigureAwait(false);
        else
            await source.StatusAsync(other.Name, cancellationToken).ConfigureAwait(false);
    }
}
