using ImapLab.Tracking.Delivery;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Webhooks;

namespace ImapLab.Cli.Tracking;

/// <summary>The carriers of one account, one a webhook, each on a flow of its own beside the tracker.</summary>
internal sealed class Deliveries : IDisposable
{
    private readonly IEventLog _log;
    private readonly List<(WebhookPost Post, Carrier Carrier)> _carriers = [];

    public Deliveries(IEventLog log, IReadOnlyList<WebhookOptions> webhooks, TimeSpan parkAfter, Action<string> note)
    {
        _log = log;
        var options = new CarrierOptions { ParkAfter = parkAfter, JitterSeed = (ulong)Environment.ProcessId };
        foreach (var webhook in webhooks)
        {
            var post = new WebhookPost(webhook, TimeProvider.System);
            var carrier = new Carrier(log, webhook.SinkName, post, options, TimeProvider.System);
            carrier.Noted += note;
            _carriers.Add((post, carrier));
        }
    }

    /// <summary>Delivers while something else goes on, and ends with it.</summary>
    public async Task BesideAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _log.Grew += WakeAll;
        try
        {
            var carriers = _carriers.Select(pair => Task.Run(() => pair.Carrier.RunAsync(stop.Token), CancellationToken.None)).ToList();
            var main = work(stop.Token);
            var first = await Task.WhenAny(carriers.Prepend(main)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var task in carriers.Append(main).Where(task => task != first))
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
        }
        finally
        {
            _log.Grew -= WakeAll;
        }
    }

    /// <summary>Delivers what can be delivered now.</summary>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(_carriers.Select(pair => pair.Carrier.DrainAsync(cancellationToken))).ConfigureAwait(false);
        return Array.TrueForAll(all, isDone => isDone);
    }

    public void Dispose()
    {
        foreach (var (post, _) in _carriers)
            post.Dispose();
    }

    /// <summary>On another thread, so that the tracker goes on at once.</summary>
    private void WakeAll()
    {
        foreach (var (_, carrier) in _carriers)
            ThreadPool.QueueUserWorkItem(static carrier => carrier.Wake(), carrier, preferLocal: false);
    }
}
