using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>STORE of X-GM-LABELS: puts messages into folders and takes them out, whatever folder is open. A label that there is not is made.</summary>
internal sealed class StoreLabelsHandler : CommandHandler<StoreLabelsCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, StoreLabelsCommand command)
    {
        if (!turn.Offers("X-GM-EXT-1"))
            return [turn.Bad("X-GM-LABELS is not supported here")];
        if (turn.View.ReadOnly)
            return [turn.No("Mailbox is read-only")];
        if (MessageSet.Resolve(turn, command.Messages, command.ByUid) is not { } indexes)
            return [turn.Bad("Invalid messageset")];
        if (Refusal(turn, command) is { } refusal)
            return [refusal];
        Reply[] replies = [];
        turn.Store.AtOnce(() => replies = [.. Apply(turn, command, [.. indexes])]);
        return replies;
    }

    /// <summary>A system label that there is not, a folder that cannot be made, or one that the client may not fill.</summary>
    private static Reply? Refusal(Turn turn, StoreLabelsCommand command)
    {
        foreach (var label in command.Labels)
        {
            var folder = LabelNames.Find(turn, label);
            if (folder is null && label.StartsWith('\\'))
                return turn.Bad($"There is no label {label}");
            if (command.Action == StoreAction.Remove)
                continue;
            if ((folder is null ? RefusalToMake(turn, label) : turn.Refusal(folder, MailboxRights.Insert)) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Reply? RefusalToMake(Turn turn, string label)
    {
        if (NewName.Refused(label, turn.Plan) is { } why)
            return turn.No(why, ResponseCode.Cannot);
        var name = turn.Store.Canonical(new MailboxName(label));
        return FolderRules.Obstacle(turn, name) ?? FolderRules.Full(turn, name);
    }

    private static IEnumerable<Reply> Apply(Turn turn, StoreLabelsCommand command, int[] indexes)
    {
        var view = turn.View;
        var named = command.Labels.Select(label => Folder(turn, label, make: command.Action != StoreAction.Remove)).OfType<Mailbox>().Distinct().ToList();
        var gone = false;
        foreach (var index in indexes)
        {
            if (view.Mailbox.Find(view.Uids[index]) is not { } message)
            {
                gone = true;
                continue;
            }

            Change(turn, command.Action, message, named);
            if (!command.Silent)
                yield return new FetchReply(Msn.AtIndex(index), Told(turn, command, message));
        }

        yield return gone ? turn.No("Some of the messages are expunged", ResponseCode.ExpungeIssued) : turn.Ok();
    }

    private static FetchDatum[] Told(Turn turn, StoreLabelsCommand command, StoredMessage message)
    {
        var labels = new FetchDatum.Labels(LabelNames.Of(turn, message));
        return command.ByUid ? [new FetchDatum.Uid(message.Uid), labels] : [labels];
    }

    private static Mailbox? Folder(Turn turn, string label, bool make) =>
        LabelNames.Find(turn, label) ?? (make ? turn.Store.Create(turn.Store.Canonical(new MailboxName(label)), by: turn.Connection) : null);

    private static void Change(Turn turn, StoreAction action, StoredMessage message, List<Mailbox> named)
    {
        var keeper = turn.Store.Labels!;
        var has = keeper.MailboxesOf(message.Number).Where(mailbox => mailbox.Role != FolderRole.All).ToList();
        // A label that the client is not told of is not one that it leaves out.
        var untold = keeper.Rules.TellsOwnLabel ? null : turn.View.Mailbox;
        var arrival = Arrival.Of(message);
        var flags = message.Flags;
        var put = action == StoreAction.Remove ? [] : named.Except(has);
        var taken = action switch { StoreAction.Add => [], StoreAction.Remove => has.Intersect(named), _ => has.Except(named).Where(label => label != untold) };
        foreach (var label in put.ToList())
            keeper.Add(turn.Connection, label, arrival, flags);
        foreach (var label in taken.ToList())
            keeper.Unlabel(turn.Connection, label, message.Number);
    }
}
