using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Selection;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>
/// FETCH (RFC 9051 section 6.4.5). The answer is made while it is sent: over a frozen view, message by message.
/// </summary>
internal sealed class FetchHandler : CommandHandler<FetchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, FetchCommand command)
    {
        if (command.Items.FirstOrDefault(item => !FetchCapabilities.IsServed(turn, item)) is { } unknown)
            return [turn.Bad($"{unknown.Attribute} is not supported here")];
        if (command.Partial is not null && !turn.Offers("PARTIAL"))
            return [turn.Bad("PARTIAL is not supported here")];
        if (MessageSet.Ranges(turn, command.Messages, command.ByUid) is not { } messages)
            return [turn.Bad("Invalid messageset")];
        if (command.ChangedSince is not null || command.Items.Any(item => item.Attribute == FetchAttribute.ModSeq))
        {
            if (turn.RefuseModSeqs(command.ChangedSince is null ? "MODSEQ" : "CHANGEDSINCE") is { } refusal)
                return [refusal];
        }

        if (command.Vanished && !turn.Knows(ClientFeatures.Qresync))
            return [turn.Bad("VANISHED without ENABLE QRESYNC")];

        var places = turn.Limited(command.Partial is { } partial ? messages.Stretch(partial) : messages);
        return Fetch(turn, command, new FetchAnswer(turn, command), places);
    }

    private static IEnumerable<Reply> Fetch(Turn turn, FetchCommand command, FetchAnswer answer, IndexRanges places)
    {
        var view = turn.View;
        var pace = new Pace();
        var gone = new GoneRows(turn, command, answer);
        var told = false;
        foreach (var news in answer.TellsFlags ? FlagsOfMailbox.TellNew(view, turn.Plan.Style.Select) : [])
            yield return news;
        if (command is { Vanished: true, ChangedSince: { } moment } && Resync.Vanished(view, command.Messages, moment) is { } vanished)
            yield return vanished;
        foreach (var (index, uid) in places.Of(view.Uids))
        {
            // Other sessions run between two stretches of a long answer, and in a new epoch a UID is another message's.
            if (view.IsVoid)
            {
                yield return turn.MailboxGone();
                yield break;
            }

            var found = view.Mailbox.Find(uid);
            if (pace.IsDueAfter(found is { } one ? answer.WorkOf(one) : Pace.Glance))
                yield return Pace.Pause;
            if (found is not { } message)
            {
                if (gone.Of(Msn.AtIndex(index), view.Uids[index], out var seen) is { } row)
                    yield return row;
                if (seen is not null)
                    yield return seen;
                continue;
            }

            told = true;

            if (command.ChangedSince is { } since && message.ModSeq <= since)
                continue;
            if (!answer.CanTell(message))
            {
                yield return turn.No("A content transfer encoding is not known", ResponseCode.UnknownCte);
                yield break;
            }

            yield return answer.Of(Msn.AtIndex(index), message, out var notice);
            if (notice is not null)
                yield return notice;
        }

        foreach (var reply in answer.Afterwards())
            yield return reply;
        yield return gone.Completion(told);
    }
}
