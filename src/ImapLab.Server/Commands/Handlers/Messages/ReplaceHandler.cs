using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>REPLACE (RFC 8508): one step in which a new message comes and an old one goes, with nothing in between that anybody could see.</summary>
internal sealed class ReplaceHandler : CommandHandler<ReplaceCommand>, ILiteralGate
{
    public Reply? Decline(Turn turn, ImapCommand command, int octets)
    {
        var replace = (ReplaceCommand)command;
        return turn.View.ReadOnly ? turn.No("Mailbox is read-only") : new MessageIntake(turn).Refuse(replace.Mailbox, octets, more: 0);
    }

    protected override IEnumerable<Reply> Handle(Turn turn, ReplaceCommand command)
    {
        var view = turn.View;
        if (view.ReadOnly)
            return [turn.No("Mailbox is read-only")];
        if (MessageSet.Resolve(turn, command.Old, command.ByUid) is not { } indexes)
            return [turn.Bad("Invalid messageset")];
        int[] places = [.. indexes];
        if (places.Length == 0 || view.Mailbox.Find(view.Uids[places[0]]) is not { } old)
            return [turn.No("There is no such message to replace", places.Length == 0 ? null : ResponseCode.ExpungeIssued)];
        var intake = new MessageIntake(turn);
        if ((intake.Refuse(command.Mailbox, 0, more: 0) ?? Admission.RefusalToLeave(turn, view.Mailbox)) is { } refusal)
            return [refusal];
        var target = turn.Find(command.Mailbox)!;
        if (intake.Take(target, [command.New!], out var message) is { } wrong)
            return [wrong];

        var (before, after) = (old.Message.Content.Size, message[0].Content.Size);
        if (Admission.Refusal(turn, target, 0, after > before ? after - before : 0) is { } full)
            return [full];
        ResponseCode? code = null;
        turn.Store.AtOnce(() =>
        {
            code = intake.Store(target, message);
            view.Mailbox.Expunge(turn.Connection, old.Uid);
        });
        // RFC 8508 section 4.3: before the EXPUNGE, so that the client knows what took its place.
        return code is null ? [turn.Ok()] : [ConditionReply.Untagged(Condition.Ok, "Replacement message ready", code), turn.Ok()];
    }
}
