namespace ImapLab.Tracking.Ports;

/// <summary>Somebody elsewhere who is given events, and may refuse them or not be there.</summary>
public interface IEventPost
{
    /// <summary>Offers one event. What goes wrong on the way is a reply, not an exception.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="attempt">How often it was offered before.</param>
    /// <param name="cancellationToken">Gives up on the answer; whether the event was taken is then unknown.</param>
    Task<PostReply> PostAsync(OutboxEntry entry, int attempt, CancellationToken cancellationToken);
}

/// <summary>What became of an event that was offered.</summary>
public abstract record PostReply
{
    /// <summary>It is delivered.</summary>
    public sealed record Taken : PostReply;

    /// <summary>This event will not be taken, however often it is offered.</summary>
    public sealed record Refused(string Why) : PostReply;

    /// <summary>This event was not taken; others may be.</summary>
    /// <param name="Why">A sentence for a log.</param>
    /// <param name="RetryAfter">How long to wait at least, where the other side says so.</param>
    public sealed record Failed(string Why, TimeSpan? RetryAfter = null) : PostReply;

    /// <summary>There is nobody to take any event now.</summary>
    /// <param name="Why">A sentence for a log.</param>
    /// <param name="RetryAfter">How long to wait at least, where the other side says so.</param>
    public sealed record Unavailable(string Why, TimeSpan? RetryAfter = null) : PostReply;
}
