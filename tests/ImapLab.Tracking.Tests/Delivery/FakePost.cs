using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Delivery;

/// <summary>Takes events, or does what a test says with them.</summary>
internal sealed class FakePost : IEventPost
{
    /// <summary>What was offered, with the number of earlier attempts.</summary>
    public List<(long Sequence, int Attempt)> Offered { get; } = [];

    public List<long> Taken { get; } = [];

    /// <summary>Null takes the event.</summary>
    public Func<OutboxEntry, PostReply?> Reply { get; set; } = _ => null;

    /// <summary>While set, an answer waits for it.</summary>
    public TaskCompletionSource? Stall { get; set; }

    public async Task<PostReply> PostAsync(OutboxEntry entry, int attempt, CancellationToken cancellationToken)
    {
        Offered.Add((entry.Sequence, attempt));
        if (Stall is { } stall)
            await stall.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Reply(entry) is { } reply)
            return reply;
        Taken.Add(entry.Sequence);
        return new PostReply.Taken();
    }
}
