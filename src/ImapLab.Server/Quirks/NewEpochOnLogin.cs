using ImapLab.Server.Plans;

namespace ImapLab.Server.Quirks;

/// <summary>INBOX gets a new UIDVALIDITY as time goes by. It truly happens: the journal has it.</summary>
public sealed class NewEpochOnLogin(int every) : Quirk, IDescribedQuirk
{
    public static QuirkDescription Description { get; } = new(
        "uidvalidity.changes-on-login",
        "Every n-th login finds INBOX in a new epoch: new UIDVALIDITY, all messages renumbered.",
        "UIDVALIDITY changes only when UIDs cannot be kept, which should not happen (RFC 9051 section 2.3.1.1).",
        "Seen to flap on some accounts (nextcloud#13350: every two hours); Proton Bridge gives a new one at each start.",
        "A tracker that keys by UID alone drops new mail as seen before; one that starts over floods its user.")
    {
        Parameters = [new QuirkParameter("every", "a number of logins", "2")],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new NewEpochOnLogin(arguments.Whole("every", 2, least: 1));
    }

    public override ServerPlan Shape(ServerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Semantics = plan.Semantics with { NewEpochEveryLogins = every } };
    }
}
