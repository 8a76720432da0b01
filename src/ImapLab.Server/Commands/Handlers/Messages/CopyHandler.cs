using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Quotas;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>COPY (RFC 9051 section 6.4.7) and MOVE (RFC 6851), with COPYUID where UIDPLUS is offered (RFC 4315).</summary>
internal sealed class CopyHandler : CommandHandler<CopyCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, CopyCommand command)
    {
        var view = turn.View;
        if (MessageSet.Ranges(turn, command.Messages, command.ByUid) is not { } messages)
            return [turn.Bad("Invalid messageset")];
        // What one MOVE cannot do another one can; a COPY is done or not (RFC 9738 section 3).
        var indexes = (command.Move ? turn.Limited(messages) : messages).Indexes.ToList();
        if (!command.Move && turn.OverLimit(indexes.Count) is { } tooMany)
            return [tooMany];
        // UIDs that there are not are passed over (RFC 9051 section 6.4.9), and what nothing goes to need not be there.
        if (indexes.Count == 0)
            return [turn.Ok(text: "No messages found")];
        if (turn.Find(command.To) is not { } target)
            return [turn.NoSuchMailbox(command.To, ResponseCode.TryCreate)];
        if (command.Move && view.ReadOnly && !turn.Plan.Semantics.Messages.MovesFromReadOnly)
            return [turn.No("Mailbox is read-only")];
        if (command.Move && Admission.RefusalToLeave(turn, view.Mailbox) is { } unmoved)
            return [unmoved];

        var gone = turn.Plan.Semantics.Session.Gone.Copy;
        var uids = indexes.ConvertAll(index => view.Uids[index]);
        var sources = uids.Select(uid => view.Mailbox.Find(uid) ?? (gone == GoneCopy.Copied ? view.FindGone(uid) : null)).ToList();
        // All or nothing: a COPY that cannot take every message takes none (RFC 9051 section 6.4.7).
        if (gone != GoneCopy.Skipped && sources.Contains(null))
            return [turn.No("Some of the requested messages no longer exist", ResponseCode.ExpungeIssued)];
        if (Admission.Refusal(turn, target, [.. sources.OfType<StoredMessage>()], command.Move ? view.Mailbox : null) is { } refusal)
            return [refusal];
        var pairs = new List<(Uid From, Uid To)>(sources.Count);
        turn.Store.AtOnce(() =>
        {
            pairs.AddRange(sources.OfType<StoredMessage>().Select(source => (source.Uid, Admission.Copy(turn, target, source).Uid)));
            if (command.Move && !Stays(turn, view.Mailbox, target))
                uids.ForEach(uid => view.Mailbox.Expunge(turn.Connection, uid));
        });
        return Answer(turn, command, target, pairs);
    }

    /// <summary>Whether a message that is moved is in its old place afterwards, too: it may be a label that it keeps.</summary>
    private static bool Stays(Turn turn, Mailbox from, Mailbox to) => turn.Store.Labels is not null && (from == to || LabelKeeper.StaysIn(from, to));

    /// <summary>MOVE tells COPYUID before the EXPUNGEs (RFC 6851 section 4.3) or, as some servers have it, where COPY does: in its completion.</summary>
    private static Reply[] Answer(Turn turn, CopyCommand command, Mailbox target, List<(Uid, Uid)> pairs)
    {
        var code = turn.TellsCopiedUids ? ResponseCode.CopyUid(target.UidValidity, pairs) : null;
        var warnings = QuotaRules.Warnings(turn, target.Name);
        return command.Move && code is not null && !turn.Plan.Semantics.Session.MoveTellsUidsLast
            ? [ConditionReply.Untagged(Condition.Ok, "Moved UIDs", code), .. warnings, turn.Ok()]
            : [.. warnings, turn.Ok(code)];
    }
}
