namespace ImapLab.Tracking.Connections;

/// <summary>
/// How many logins an account may cost: some at once, and then so many an hour. It holds whatever the reason for them is,
/// so that no mistake anywhere else, and no server that ends every connection, makes a storm of logins.
/// </summary>
internal sealed class LoginBudget(int burst, int perHour, TimeProvider time)
{
    private readonly TimeSpan _interval = TimeSpan.FromHours(1) / perHour;

    /// <summary>When the budget will be full again.</summary>
    private DateTimeOffset _full = DateTimeOffset.MinValue;

    /// <summary>How long until there is a login to spend; zero where there is one.</summary>
    public TimeSpan Wait
    {
        get
        {
            var owed = _full - time.GetUtcNow() - ((burst - 1) * _interval);
            return owed > TimeSpan.Zero ? owed : TimeSpan.Zero;
        }
    }

    public void Spend()
    {
        var now = time.GetUtcNow();
        _full = (_full > now ? _full : now) + _interval;
    }
}
