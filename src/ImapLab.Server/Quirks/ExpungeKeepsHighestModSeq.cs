using ImapLab.Server.Plans;

namespace ImapLab.Server.Quirks;

/// <summary>HIGHESTMODSEQ stands still when messages are expunged.</summary>
public sealed class ExpungeKeepsHighestModSeq : Quirk, IDescribedQuirk
{
    public static QuirkDescription Description { get; } = new(
        "condstore.expunge-keeps-highestmodseq",
        "HIGHESTMODSEQ does not move when a message is expunged.",
        "With QRESYNC every expunge has a mod-sequence (RFC 7162 section 3.2.6); with CONDSTORE alone HIGHESTMODSEQ is that of the messages that remain.",
        "Trackers that took an equal HIGHESTMODSEQ for \"nothing happened\" missed deletions (EmailEngine's hasNoModseqChanges; guarded against by Thunderbird and Trojita).",
        "A tracker that trusts HIGHESTMODSEQ alone never learns of the deletion.");

    public static Quirk Create(QuirkArguments arguments) => new ExpungeKeepsHighestModSeq();

    public override ServerPlan Shape(ServerPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Semantics = plan.Semantics with { ExpungeMovesHighestModSeq = false } };
    }
}
