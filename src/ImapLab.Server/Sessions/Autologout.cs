namespace ImapLab.Server.Sessions;

/// <summary>Logs out clients that say nothing (RFC 9051 section 5.4). IDLE counts as saying something when it begins and when it ends.</summary>
internal static class Autologout
{
    public static void Watch(ImapSession session)
    {
        var limits = session.Plan.Limits;
        var allowed = session.Account is null ? limits.Unauthenticated : limits.Idle;
        var silent = session.Server.Time.GetUtcNow() - session.LastCommandAt;
        if (silent >= allowed)
        {
            session.Bye("Disconnected for inactivity");
            return;
        }

        var left = allowed - silent;
        // Who logs out by UNAUTHENTICATE has less time from then on.
        if (session.Plan.Capabilities.Has("UNAUTHENTICATE") && left > limits.Unauthenticated)
            left = limits.Unauthenticated;
        session.Seams.After(left, () => Watch(session));
    }
}
