using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>
/// FETCH (RFC 9051 section 6.4.5). The answer is made while it is sent: over a frozen view, message by message.
/// </summary>
internal sealed class FetchHandler : CommandHandler<FetchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, FetchCommand command)
    {
        if (command.ChangedSince is not null || command.Items.Any(item => item.Attribute == FetchAttribute.ModSeq))
        {
            if (!turn.Offers("CONDSTORE"))
                return [turn.Bad("MODSEQ is not supported here")];
            turn.Learn(ClientFeatures.Condstore);
        }

        return MessageSet.Resolve(turn, command.Messages, command.ByUid) is { } indexes
            ? Fetch(turn, command, Items(command), indexes)
            : [turn.Bad("Invalid messageset")];
    }

    private static IEnumerable<Reply> Fetch(Turn turn, FetchCommand command, List<FetchItem> items, IEnumerable<int> indexes)
    {
        var view = turn.View;
        var gone = false;
        foreach (var index in indexes)
        {
            // Other sessions run between two stretches of a long answer, and in a new epoch a UID is another message's.
            if (view.IsVoid)
            {
                yield return turn.MailboxGone();
                yield break;
            }

            if (view.Mailbox.Find(view.Uids[index]) is not { } message)
                gone = true;
            else if (command.ChangedSince is not { } since || message.ModSeq > since)
                yield return new FetchReply(Msn.AtIndex(index), Data(turn, items, message));
        }

        // RFC 2180 section 4.1: what is gone has no data, and the client is told that something is.
        yield return gone ? turn.Ok(ResponseCode.ExpungeIssued, "Some messages were already expunged") : turn.Ok();
    }

    /// <summary>UID is in every answer to UID FETCH (RFC 9051 section 6.4.9), MODSEQ in every one to CHANGEDSINCE (RFC 7162 section 3.1.4.1).</summary>
    private static List<FetchItem> Items(FetchCommand command)
    {
        var items = command.Items.Distinct().ToList();
        if (command.ByUid && !items.Exists(item => item.Attribute == FetchAttribute.Uid))
            items.Insert(0, new FetchItem(FetchAttribute.Uid));
        if (command.ChangedSince is not null && !items.Exists(item => item.Attribute == FetchAttribute.ModSeq))
            items.Add(new FetchItem(FetchAttribute.ModSeq));
        return items;
    }

    private static List<FetchDatum> Data(Turn turn, List<FetchItem> items, StoredMessage message)
    {
        var view = turn.View;
        var read = !view.ReadOnly && items.Exists(item => !item.Peek) && !message.Flags.Has(SystemFlags.Seen);
        if (read)
            view.Mailbox.SetFlags(turn.Connection, message, message.Flags.With(SystemFlags.Seen));
        var content = new MessageReader(message.Message);
        var data = items.ConvertAll(item => Datum(view, item, message, content));
        if (!read)
            return data;
        // Reading it changed its flags, and the client is told so in the same breath.
        if (!items.Exists(item => item.Attribute == FetchAttribute.Flags))
            data.Add(new FetchDatum.Flags(view.FlagsOf(message)));
        if (turn.Knows(ClientFeatures.Condstore) && !items.Exists(item => item.Attribute == FetchAttribute.ModSeq))
            data.Add(new FetchDatum.ModSeq(message.ModSeq));
        return data;
    }

    private static FetchDatum Datum(SessionView view, FetchItem item, StoredMessage message, MessageReader content) => item.Attribute switch
    {
        FetchAttribute.Uid => new FetchDatum.Uid(message.Uid),
        FetchAttribute.Flags => new FetchDatum.Flags(view.FlagsOf(message)),
        FetchAttribute.InternalDate => new FetchDatum.InternalDate(message.Message.InternalDate),
        FetchAttribute.Rfc822Size => new FetchDatum.Size(message.Message.Content.Size),
        FetchAttribute.ModSeq => new FetchDatum.ModSeq(message.ModSeq),
        FetchAttribute.Envelope => new FetchDatum.Envelope(content.Structure.Envelope),
        FetchAttribute.Body => new FetchDatum.Structure(content.Structure.Body, Extended: false),
        FetchAttribute.BodyStructure => new FetchDatum.Structure(content.Structure.Body, Extended: true),
        _ => content.Bytes(item),
    };
}
