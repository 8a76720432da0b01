using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Selection;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Sessions;

/// <summary>What a client is told of changes that are not its own doing, as far as rules and seams let it.</summary>
internal sealed class SessionNews(SessionSeams seams)
{
    /// <summary>Takes what may be told now out of the view's pending changes.</summary>
    /// <returns>The replies, each of which changes the view when it is asked for; null where there is nothing to tell.</returns>
    public IEnumerable<Reply>? Take(SessionView? view, ServerPlan plan, ExpungeRule rule, bool withModSeq)
    {
        if (view is not { IsVoid: false })
            return null;
        var keywords = FlagsOfMailbox.TellNew(view);
        var untold = view.Untold();
        var chosen = untold.Count == 0 ? untold : seams.Choose(InOrder(untold, plan, rule));
        return keywords.Count + chosen.Count == 0 ? null : keywords.Concat(view.Tell(chosen, withModSeq));
    }

    private static ViewChange[] InOrder(IReadOnlyList<ViewChange> untold, ServerPlan plan, ExpungeRule rule)
    {
        var expunged = untold.Where(change => change.Kind == ViewChangeKind.Expunged && rule == ExpungeRule.Told);
        ViewChange[] numbers =
        [
            .. plan.Semantics.ExpungeOrder == ExpungeOrder.Ascending ? expunged : expunged.Reverse(),
            .. untold.Where(change => change.Kind == ViewChangeKind.Arrived),
        ];
        var flags = untold.Where(change => change.Kind == ViewChangeKind.Flagged);
        return plan.Semantics.Session.NewsOrder == NewsOrder.NumbersFirst ? [.. numbers, .. flags] : [.. flags, .. numbers];
    }
}
