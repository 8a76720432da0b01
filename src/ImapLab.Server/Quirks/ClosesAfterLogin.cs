using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>The connection is closed a fixed time after login, whatever is going on.</summary>
public sealed class ClosesAfterLogin(TimeSpan after) : Quirk, IDescribedQuirk, ILifetimeBehavior
{
    public static QuirkDescription Description { get; } = new(
        "connection.closes-after-login",
        "The connection is closed some seconds after login, without a BYE, even within an answer.",
        "An inactivity timer is at least 30 minutes (RFC 9051 section 5.4), and a server says BYE before it closes (section 7.1.5).",
        "Yahoo, 30 seconds, as the Nylas article tells it; no other source was found.",
        "A tracker that learns only while connected misses what happens in between; one that is in the middle of a listing must not take its part for the whole.")
    {
        Parameters = [new QuirkParameter("seconds", "a number of seconds", "30")],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new ClosesAfterLogin(arguments.Seconds("seconds", 30));
    }

    public void LoggedIn(SeamContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.After(after, () => context.End(reset: false));
    }
}
