namespace ImapLab.Tracking.MailKit;

/// <summary>The server said more than <see cref="WireLimits"/> allow.</summary>
internal sealed class WireLimitException(string what, long found, long limit)
    : IOException($"the server sent {what} of {found} or more, where {limit} are allowed");
