using ImapLab.Protocol.Commands;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>An account that was used for too long is shut out for some minutes.</summary>
public sealed class BanAfterUse(TimeSpan use, TimeSpan ban, string refusal, string? farewell) : Quirk, IDescribedQuirk, ICommandBehavior, ILifetimeBehavior
{
    public static QuirkDescription Description { get; } = new(
        "connection.ban-after-use",
        "After so much connected time an account's connections are closed and logins refused for some minutes.",
        "Nothing in the standard; [LIMIT] or [UNAVAILABLE] would tell the reason (RFC 5530).",
        "Yahoo, five minutes an hour for prolonged activity, as the Nylas article tells it; no other source was found.",
        "A tracker must wait the ban out without taking it for a wrong password, and then find what it missed.")
    {
        Parameters =
        [
            new QuirkParameter("after", "a number of seconds of connected time", "3300"),
            new QuirkParameter("for", "a number of seconds", "300"),
            new QuirkParameter("refusal", "code and text of the tagged NO", "[LIMIT] LOGIN Rate limit hit."),
            new QuirkParameter("bye", "text of a BYE that is said before the NO", "none is said"),
        ],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new BanAfterUse(
            arguments.Seconds("after", 3300),
            arguments.Seconds("for", 300),
            arguments.Text("refusal", "[LIMIT] LOGIN Rate limit hit."),
            arguments.Text("bye", "") is { Length: > 0 } bye ? bye : null);
    }

    public CommandDecision Decide(SeamContext context, ImapCommand command)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (command is not LoginCommand login || context.AccountOf(login.User) is not { } account)
            return CommandDecision.Proceed;
        return context.Time.GetUtcNow() < account.State<Usage>(this).BannedUntil
            ? Refusals.AtLogin(login, refusal, farewell)
            : CommandDecision.Proceed;
    }

    public void LoggedIn(SeamContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var usage = context.Account!.State<Usage>(this);
        context.State<Presence>(this).IsCounted = true;
        if (usage.Users++ == 0)
            usage.Since = context.Time.GetUtcNow();
        var left = use - usage.Total(context.Time.GetUtcNow());
        context.After(left > TimeSpan.Zero ? left : TimeSpan.Zero, () => Check(context, usage));
    }

    public void Gone(SeamContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Who had logged in before the quirk was switched on was never counted.
        if (!context.State<Presence>(this).IsCounted)
            return;
        var usage = context.Account!.State<Usage>(this);
        if (usage.Users == 1)
            usage.Before = usage.Total(context.Time.GetUtcNow());
        usage.Users--;
    }

    private void Check(SeamContext context, Usage usage)
    {
        var now = context.Time.GetUtcNow();
        if (now >= usage.BannedUntil)
        {
            var left = use - usage.Total(now);
            if (left > TimeSpan.Zero)
            {
                context.After(left, () => Check(context, usage));
                return;
            }

            usage.BannedUntil = now + ban;
            usage.Before = TimeSpan.Zero;
            usage.Since = now;
        }

        context.End(reset: false);
    }

    private sealed class Presence
    {
        /// <summary>Whether this connection is one of <see cref="Usage.Users"/>.</summary>
        public bool IsCounted { get; set; }
    }

    private sealed class Usage
    {
        /// <summary>Connected time before <see cref="Since"/>.</summary>
        public TimeSpan Before { get; set; }

        /// <summary>When the account was last without a connection, or last banned.</summary>
        public DateTimeOffset Since { get; set; }

        public int Users { get; set; }

        public DateTimeOffset BannedUntil { get; set; }

        public TimeSpan Total(DateTimeOffset now) => Before + (Users > 0 ? now - Since : TimeSpan.Zero);
    }
}
