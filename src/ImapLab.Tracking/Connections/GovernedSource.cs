using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Connections;

/// <summary>A connection that asks only when the account's governor lets it, and brings it the server's hints.</summary>
internal sealed class GovernedSource : IMailboxSource
{
    private readonly IMailboxSource _inner;
    private readonly Governor _governor;

    public GovernedSource(IMailboxSource inner, Governor governor)
    {
        _inner = inner;
        _governor = governor;
        governor.Enter();
    }

    public SourceFeatures Features => _inner.Features;

    public Task<IReadOnlyList<ListedFolder>> ListAsync(CancellationToken cancellationToken) =>
        AskAsync("LIST", _inner.ListAsync, cancellationToken);

    public Task<Counters> StatusAsync(MailboxName folder, CancellationToken cancellationToken) =>
        AskAsync("STATUS", token => _inner.StatusAsync(folder, token), cancellationToken);

    public Task<Counters> OpenAsync(MailboxName folder, CancellationToken cancellationToken) =>
        AskAsync("EXAMINE", token => _inner.OpenAsync(folder, token), cancellationToken);

    public Task<Resynced> ResyncAsync(MailboxName folder, ResyncPoint point, CancellationToken cancellationToken) =>
        AskAsync("EXAMINE", token => _inner.ResyncAsync(folder, point, token), cancellationToken);

    public Task<IReadOnlyList<Uid>> ListFromAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        AskAsync("UID FETCH n:*", token => _inner.ListFromAsync(from, changedSince, token), cancellationToken);

    public Task<IReadOnlyList<Uid>> SearchAllAsync(CancellationToken cancellationToken) =>
        AskAsync("UID SEARCH", _inner.SearchAllAsync, cancellationToken);

    public Task<IReadOnlyList<PlacedUid>> ProbeAsync(IReadOnlyList<Msn> places, CancellationToken cancellationToken) =>
        AskAsync("FETCH", token => _inner.ProbeAsync(places, token), cancellationToken);

    public Task<IReadOnlyList<MessageSummary>> FetchAsync(IReadOnlyList<Uid> uids, SummaryDetail detail, CancellationToken cancellationToken) =>
        AskAsync("UID FETCH", token => _inner.FetchAsync(uids, detail, token), cancellationToken);

    public Task<IReadOnlyList<MarkedMessage>> FetchMarksAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        AskAsync("UID FETCH (FLAGS)", token => _inner.FetchMarksAsync(from, changedSince, token), cancellationToken);

    public Task<string?> MailboxIdAsync(MailboxName folder, CancellationToken cancellationToken) =>
        AskAsync("STATUS (MAILBOXID)", token => _inner.MailboxIdAsync(folder, token), cancellationToken);

    public Task NoopAsync(CancellationToken cancellationToken) => AskAsync("NOOP", _inner.NoopAsync, cancellationToken);

    public Task IdleAsync(CancellationToken wake, CancellationToken cancellationToken) =>
        AskAsync("IDLE", token => _inner.IdleAsync(wake, token), cancellationToken);

    public IReadOnlyList<ViewChange> TakeChanges() => _inner.TakeChanges();

    public Task LogoutAsync(CancellationToken cancellationToken) => _inner.LogoutAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _governor.Leave();
        return _inner.DisposeAsync();
    }

    private async Task AskAsync(string command, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        await AskAsync(
            command,
            async token =>
            {
                await ask(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> AskAsync<T>(string command, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        await _governor.PassAsync(cancellationToken).ConfigureAwait(false);
        TrackingMeter.CountCommand(_governor.Account, command);
        try
        {
            var answer = await ask(cancellationToken).ConfigureAwait(false);
            if (_inner.TakeThrottle())
                _governor.Slow(null);
            return answer;
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            TrackingMeter.CountRefusal(_governor.Account, refused.Fault.ToString());
            if (refused.IsThrottle || refused.RetryAfter is not null)
                _governor.Slow(refused.RetryAfter);
            throw;
        }
    }
}
