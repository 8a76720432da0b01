using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Connections;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Delivery;

/// <summary>
/// Sends events of the past to somebody once more, in order, with their old ids. It keeps no note of how far it came:
/// where it must stop, it says so.
/// </summary>
public sealed class Replayer(IEventPost post, CarrierOptions options, TimeProvider time)
{
    /// <summary>How often one event is offered before the replay stops.</summary>
    private const int MostAttempts = 5;

    /// <summary>Called with a sentence for a log.</summary>
    public event Action<string>? Noted;

    /// <summary>How many events were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>How many were refused for good, and left out.</summary>
    public int Refused { get; private set; }

    /// <summary>Sends them all, or as many as can be.</summary>
    /// <returns>The event that could not be delivered, before which it stopped; null where it came to the end.</returns>
    public async Task<OutboxEntry?> RunAsync(IEnumerable<OutboxEntry> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var entry in events)
        {
            if (!await SendAsync(entry, cancellationToken).ConfigureAwait(false))
                return entry;
        }

        return null;
    }

    private async Task<bool> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.FirstRetry, options.LastRetry, options.JitterSeed);
        while (true)
        {
            var reply = await post.PostAsync(entry, backoff.Failures, cancellationToken).ConfigureAwait(false);
            TimeSpan? asked = null;
            switch (reply)
            {
                case PostReply.Refused refused:
                    Refused++;
                    Note(entry, refused.Why);
                    return true;
                case PostReply.Failed failed:
                    Note(entry, failed.Why);
                    asked = failed.RetryAfter;
                    break;
                case PostReply.Unavailable away:
                    Note(entry, away.Why);
                    asked = away.RetryAfter;
                    break;
                default:
                    Taken++;
                    return true;
            }

            var wait = backoff.Next();
            if (backoff.Failures >= MostAttempts || asked > options.LongestRetryAfter)
                return false;
            await Pause.ForAsync(asked is { } least && least > wait ? least : wait, time, default, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Note(OutboxEntry entry, string why) => Noted?.Invoke($"event {entry.Sequence} ({entry.Event}) was not taken: {why}");
}
