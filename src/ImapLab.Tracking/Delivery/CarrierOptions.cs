namespace ImapLab.Tracking.Delivery;

/// <summary>How patient a carrier is. The first wait and the doubling are EmailEngine's.</summary>
public sealed record CarrierOptions
{
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Each further wait is about twice as long, up to this.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest wait that the other side may ask for.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long one event may be refused before it is set aside, so that its folder's others get their turn.</summary>
    public TimeSpan ParkAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Events read from the log at once.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>The start of the stream that the waits' jitter is drawn from.</summary>
    public ulong JitterSeed { get; init; }
}
