using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Commands.Handlers.Quotas;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3). A failed one leaves nothing selected.</summary>
internal sealed class SelectHandler : CommandHandler<SelectCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SelectCommand command)
    {
        var closed = Close(turn);
        if (Refusal(turn, command) is { } refusal)
            return [.. closed, refusal];
        // It says that it knows of mod-sequences, whatever comes of the mailbox (RFC 7162 section 3.1).
        if (command.Condstore)
            turn.Learn(ClientFeatures.Condstore);
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [.. closed, turn.NoSuchMailbox(command.Mailbox)];
        if (turn.Refusal(mailbox, MailboxRights.Read) is { } denied)
            return [.. closed, denied];
        if (!turn.Plan.Semantics.Messages.UidsLast && !mailbox.IsWatched)
            mailbox.Renumber(turn.Store.NextEpoch());
        // RFC 4314 section 5.2: what a client could change nothing in is open for reading only.
        turn.Session.Select(mailbox, command.ReadOnly || (mailbox.OwnersRights & MailboxRights.AnyWrite) == 0);
        var resync = command.Resync is { } known ? Resync.Replies(turn, known) : [];
        return closed.Concat(Opened(turn, command)).Concat(resync).Concat(QuotaRules.Warnings(turn, mailbox.Name)).Append(turn.Ok(turn.View.ReadOnly ? ResponseCode.ReadOnly : ResponseCode.ReadWrite));
    }

    /// <summary>Leaves what is selected, and says so where that is told (RFC 7162 section 3.2.11, RFC 9051 section 7.1).</summary>
    public static Reply[] Close(Turn turn)
    {
        if (turn.Session.View is null)
            return [];
        turn.Session.Unselect();
        return turn.Offers("CONDSTORE") || turn.Offers("IMAP4rev2") ? [News("Previous mailbox closed", ResponseCode.Closed)] : [];
    }

    private static Reply? Refusal(Turn turn, SelectCommand command) =>
        command.Condstore && !turn.Offers("CONDSTORE") ? turn.Bad("Unknown SELECT parameter CONDSTORE")
        : command.Resync is not null && !turn.Knows(ClientFeatures.Qresync) ? turn.Bad("QRESYNC without ENABLE QRESYNC")
        : null;

    private static IEnumerable<Reply> Opened(Turn turn, SelectCommand command)
    {
        var mailbox = turn.View.Mailbox;
        var style = turn.Plan.Style.Select;
        foreach (var item in style.Order)
        {
            if (Told(turn, item) is { } reply)
                yield return reply;
            else if (Code(turn, item) is { } code)
                yield return ConditionReply.Untagged(Condition.Ok, style.TextOf(item), code);
        }

        if (!turn.Plan.Semantics.Messages.UidsLast)
            yield return ConditionReply.Untagged(Condition.No, "UIDs do not last", ResponseCode.UidNotSticky);
        if (turn.Knows(ClientFeatures.Rev2) && turn.Store.FolderOf(mailbox.Name) is { } folder)
            yield return Listed(turn, folder, command.Given);
    }

    /// <summary>What is told without a response code.</summary>
    private static Reply? Told(Turn turn, SelectItem item) => item switch
    {
        SelectItem.Flags => FlagsOfMailbox.Tell(turn.View),
        SelectItem.Exists => new ExistsReply(turn.View.Uids.Count),
        SelectItem.Recent when turn.View.KnowsRecent => new RecentReply(turn.View.RecentCount),
        _ => null,
    };

    private static ResponseCode? Code(Turn turn, SelectItem item)
    {
        var mailbox = turn.View.Mailbox;
        return item switch
        {
            SelectItem.PermanentFlags => FlagsOfMailbox.Permanent(turn.View),
            SelectItem.Unseen => FirstUnseen(turn),
            SelectItem.UidValidity => ResponseCode.UidValidity(mailbox.UidValidity),
            SelectItem.UidNext => ResponseCode.UidNext(mailbox.UidNext),
            SelectItem.MailboxId when turn.Offers("OBJECTID") => ResponseCode.MailboxId(ObjectIds.OfMailbox(mailbox)),
            SelectItem.HighestModSeq => ModSeqs.Code(turn.Plan, mailbox),
            _ => null,
        };
    }

    /// <summary>RFC 9051 appendix E has no UNSEEN any more; and it is a sequence number, which some clients do not know.</summary>
    private static ResponseCode? FirstUnseen(Turn turn)
    {
        var view = turn.View;
        return !turn.Knows(ClientFeatures.Rev2) && !turn.Knows(ClientFeatures.UidOnly) && view.Mailbox.Unseen.Count > 0 && view.Uids.MsnOf(view.Mailbox.Unseen[0]) is { } first
            ? ResponseCode.Unseen(first)
            : null;
    }

    /// <summary>RFC 9051 section 6.3.2 wants the mailbox's LIST; where the client spelt the name otherwise, with what it said (section 6.3.9.7).</summary>
    private static ListReply Listed(Turn turn, Folder folder, string given)
    {
        var row = ListRow.Of(turn, new FoundFolder(folder, folder.Name, IsChosen: true, IsParent: false), ListOptions.None);
        return given == row.Mailbox || folder.Name.IsInbox ? row : row with { OldName = given };
    }

    private static ConditionReply News(string text, ResponseCode code) => ConditionReply.Untagged(Condition.Ok, text, code);
}
