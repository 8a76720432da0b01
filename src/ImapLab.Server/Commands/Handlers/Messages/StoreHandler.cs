using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Selection;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>STORE (RFC 9051 section 6.4.6), conditional too (RFC 7162 section 3.1.3).</summary>
internal sealed class StoreHandler : CommandHandler<StoreCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, StoreCommand command)
    {
        var view = turn.View;
        if (MessageSet.Ranges(turn, command.Messages, command.ByUid) is not { } messages)
            return [turn.Bad("Invalid messageset")];
        var indexes = turn.Limited(messages).Indexes;
        if (command.UnchangedSince is not null && turn.RefuseModSeqs("UNCHANGEDSINCE") is { } refusal)
            return [refusal];
        if (view.ReadOnly)
        {
            // A condition that cannot be kept is refused in any case.
            var rule = command.UnchangedSince is null ? turn.Plan.Semantics.Session.ReadOnlyStore : ReadOnlyChange.Refused;
            return rule == ReadOnlyChange.Told ? TellOnly(turn, command, indexes) : [turn.ReadOnly(rule)];
        }

        // A client that may change any of the flags hears OK (RFC 4314 section 4).
        if (turn.Refusal(view.Mailbox, Needed(command)) is { } denied)
            return [denied];
        var flags = command.Flags;
        if (command.Action != StoreAction.Remove && KeywordGate.Check(turn, view.Mailbox, ref flags) is { } unwanted)
            return [unwanted];
        Reply[] replies = [];
        view.Mailbox.AtOnce(() => replies = Apply(turn, command with { Flags = flags }, indexes));
        return replies;
    }

    /// <summary>Nothing is changed; the flags are told as they are.</summary>
    private static IEnumerable<Reply> TellOnly(Turn turn, StoreCommand command, IEnumerable<int> indexes)
    {
        foreach (var index in indexes)
        {
            if (turn.View.Mailbox.Find(turn.View.Uids[index]) is { } message && Told(turn, command, message, turn.View.FlagsOf(message)) is { Count: > 0 } data)
                yield return new FetchReply(Msn.AtIndex(index), data);
        }

        yield return turn.Ok();
    }

    private static Reply[] Apply(Turn turn, StoreCommand command, IEnumerable<int> indexes)
    {
        var view = turn.View;
        var semantics = turn.Plan.Semantics.Session;
        var rights = view.Mailbox.OwnersRights;
        var replies = new List<Reply>();
        var modified = new List<uint>();
        var gone = false;
        foreach (var index in indexes)
        {
            var uid = view.Uids[index];
            if (view.Mailbox.Find(uid) is not { } message)
            {
                gone = true;
                // By UID the client is told in the same answer that it is gone.
                if (semantics.Gone.Store == GoneStore.Told && view.FindGone(uid) is { } ghost)
                {
                    if (command.UnchangedSince is { } moment && ghost.ModSeq > moment)
                        modified.Add(command.ByUid ? uid.Value : (uint)index + 1);
                    else if (!command.ByUid)
                        replies.AddRange(TellGone(turn, command, index, ghost));
                }

                continue;
            }

            if (command.UnchangedSince is { } since && message.ModSeq > since && !(semantics.UnchangedSinceZeroAsks && IsUntouched(message, command, since)))
            {
                modified.Add(command.ByUid ? uid.Value : (uint)index + 1);
                continue;
            }

            var changed = view.Mailbox.SetFlags(turn.Connection, message, rights.Settle(message.Flags, Result(message.Flags, command)));
            if (!changed && semantics.StoreAnswer == StoreAnswer.Changed)
                continue;
            if (!command.Silent)
                view.FlagsAreTold(uid);
            else if (view.HasUntoldFlags(uid))
                continue;
            if (Told(turn, command, message, view.FlagsOf(message)) is { Count: > 0 } data)
                replies.Add(new FetchReply(Msn.AtIndex(index), data));
        }

        return [.. FlagsOfMailbox.TellNew(view, turn.Plan.Style.Select), .. replies, Completion(turn, modified, gone && RefusesGone(command, semantics))];
    }

    /// <summary>
    /// UNCHANGEDSINCE 0 asks whether a keyword is there at all: a message without it passes (RFC 7162 section 3.1.3, example 8). A system flag is
    /// always there, set or not.
    /// </summary>
    private static bool IsUntouched(StoredMessage message, StoreCommand command, ModSeq since) =>
        since == ModSeq.Zero && command.Action != StoreAction.Replace && command.Flags.System == SystemFlags.None
        && !command.Flags.Keywords.Any(message.Flags.Has);

    /// <summary>What would be told if the message were there.</summary>
    private static IEnumerable<Reply> TellGone(Turn turn, StoreCommand command, int index, StoredMessage ghost)
    {
        var view = turn.View;
        var before = view.FlagsOf(ghost);
        foreach (var keyword in command.Action != StoreAction.Remove ? command.Flags.Keywords : [])
            view.Name(keyword);
        view.SetFlagsOfGone(ghost.Uid, Result(before, command));
        if (turn.Plan.Semantics.Session.StoreAnswer == StoreAnswer.Changed && view.FlagsOf(ghost) == before)
            return [];
        if (!command.Silent)
            view.FlagsAreTold(ghost.Uid);
        return Told(turn, command, ghost, view.FlagsOf(ghost)) is { Count: > 0 } data ? [new FetchReply(Msn.AtIndex(index), data)] : [];
    }

    /// <summary>RFC 2180 section 4.2: a client that wants to hear nothing is not told, and by UID a message that is not there is no error (RFC 9051 section 6.4.9).</summary>
    private static bool RefusesGone(StoreCommand command, SessionSemantics semantics) => semantics.Gone.Store == GoneStore.Refused && !command.Silent && !command.ByUid;

    /// <summary>The rights of which a client must have one. To replace flags is to change all of them.</summary>
    private static MailboxRights Needed(StoreCommand command) => command.Action == StoreAction.Replace || command.Flags.IsEmpty
        ? MailboxRights.Seen | MailboxRights.Mark | MailboxRights.Write
        : RightsText.ToChange(command.Flags);

    private static FlagSet Result(FlagSet before, StoreCommand command) => command.Action switch
    {
        StoreAction.Add => before.Union(command.Flags),
        StoreAction.Remove => before.Except(command.Flags),
        _ => command.Flags,
    };

    /// <summary>
    /// What the client learns of a message that it changed: its flags unless it asked for silence, and its MODSEQ always
    /// when it knows of CONDSTORE (RFC 7162 section 3.1.3).
    /// </summary>
    private static List<FetchDatum> Told(Turn turn, StoreCommand command, StoredMessage message, FlagSet flags)
    {
        var withModSeq = turn.TellsModSeqs;
        if (command.Silent && !withModSeq)
            return [];
        var data = new List<FetchDatum>();
        if (command.ByUid || (withModSeq && turn.TellsUids))
            data.Add(new FetchDatum.Uid(message.Uid));
        if (withModSeq)
            data.Add(new FetchDatum.ModSeq(message.ModSeq));
        if (!command.Silent)
            data.Add(new FetchDatum.Flags(flags));
        return data;
    }

    private static Reply Completion(Turn turn, List<uint> modified, bool gone)
    {
        if (modified.Count == 0)
            return gone ? turn.No("Some of the messages no longer exist", ResponseCode.ExpungeIssued) : turn.Ok();
        var code = ResponseCode.Modified(SequenceSet.Of(modified.Select(number => new Uid(number))));
        // RFC 7162 section 3.1.3, example 11.
        return gone ? turn.No("Some of the messages no longer exist", code) : turn.Ok(code, "Conditional STORE failed");
    }
}
