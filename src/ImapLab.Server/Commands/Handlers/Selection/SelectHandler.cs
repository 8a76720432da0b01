using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>SELECT and EXAMINE (RFC 3501 section 6.3.1). A failed one leaves nothing selected.</summary>
internal sealed class SelectHandler : CommandHandler<SelectCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SelectCommand command)
    {
        var condstore = turn.Offers("CONDSTORE");
        if (command.Condstore && !condstore)
            return [turn.Bad("Unknown SELECT parameter CONDSTORE")];
        turn.Session.Unselect();
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox)];
        if (command.Condstore)
            turn.Learn(ClientFeatures.Condstore);
        turn.Session.Select(mailbox, command.ReadOnly);
        var view = turn.View;
        var replies = new List<Reply>(FlagsOfMailbox.Tell(view)) { new ExistsReply(view.Uids.Count), new RecentReply(view.RecentCount) };
        if (mailbox.Unseen.Count > 0 && view.Uids.MsnOf(mailbox.Unseen[0]) is { } first)
            replies.Add(News("First unseen", ResponseCode.Unseen(first)));
        replies.Add(News("UIDs valid", ResponseCode.UidValidity(mailbox.UidValidity)));
        replies.Add(News("Predicted next UID", ResponseCode.UidNext(mailbox.UidNext)));
        mailbox.HasModSeqs |= turn.Knows(ClientFeatures.Condstore);
        if (condstore && (mailbox.HasModSeqs || !turn.Plan.Semantics.Session.ModSeqsFromFirstUse))
            replies.Add(News("Highest", ResponseCode.HighestModSeq(StatusCatalog.HighestModSeq(turn, mailbox))));
        replies.Add(turn.Ok(command.ReadOnly ? ResponseCode.ReadOnly : ResponseCode.ReadWrite));
        return replies;
    }

    private static ConditionReply News(string text, ResponseCode code) => ConditionReply.Untagged(Condition.Ok, text, code);
}
