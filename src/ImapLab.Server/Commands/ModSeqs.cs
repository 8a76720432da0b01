using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Commands;

/// <summary>What a server tells of a mailbox's mod-sequences (RFC 7162 section 3.1.2).</summary>
internal static class ModSeqs
{
    /// <summary>The code that SELECT tells; null for none.</summary>
    public static ResponseCode? Code(ServerPlan plan, Mailbox mailbox) =>
        !plan.Capabilities.Has("CONDSTORE") && !plan.Semantics.Session.HighestModSeqWithoutCondstore ? null
        : !mailbox.KeepsModSeqs ? ResponseCode.NoModSeq
        : mailbox.HasModSeqs || !plan.Semantics.Session.ModSeqsFromFirstUse ? ResponseCode.HighestModSeq(Highest(plan, mailbox))
        : null;

    public static ModSeq Highest(ServerPlan plan, Mailbox mailbox) =>
        !mailbox.KeepsModSeqs ? ModSeq.Zero
        : plan.Semantics.ExpungeMovesHighestModSeq ? mailbox.Journal.Highest
        : mailbox.Journal.HighestButExpunges;
}
