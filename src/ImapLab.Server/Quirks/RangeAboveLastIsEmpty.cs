using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Quirks;

/// <summary><c>n:*</c> holds nothing when every UID is below n.</summary>
public sealed class RangeAboveLastIsEmpty : Quirk, IDescribedQuirk
{
    public static QuirkDescription Description { get; } = new(
        "uid.range-above-last-is-empty",
        "UID n:* with n above every UID holds nothing. Without this quirk it holds the last message, old as it is.",
        "n:* is *:n where * is below n, so the last message is in it (RFC 9051 section 9, seq-range).",
        "Courier 5.0 answers nothing; Dovecot 2.3 and Cyrus 3.6 the last message (observed on all three).",
        "A tracker that takes all of n:* for new reports the last message again and again, except here.");

    public static Quirk Create(QuirkArguments arguments) => new RangeAboveLastIsEmpty();

    public override ServerPlan Shape(ServerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Semantics = plan.Semantics with { UidRangeAboveLast = RangeAboveLast.Nothing } };
    }
}
