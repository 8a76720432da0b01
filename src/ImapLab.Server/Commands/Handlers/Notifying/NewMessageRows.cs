using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;

namespace ImapLab.Server.Commands.Handlers.Notifying;

/// <summary>FETCH replies about new messages for which no FETCH asked (RFC 5465 sections 5.2 and 7).</summary>
internal static class NewMessageRows
{
    /// <param name="turn">That of the command that asked to be told so.</param>
    /// <param name="uids">Messages of the mailbox that is open now.</param>
    public static IEnumerable<Reply> Of(Turn turn, IReadOnlyList<FetchItem> items, IEnumerable<Uid> uids)
    {
        var view = turn.View;
        var answer = new FetchAnswer(turn, new FetchCommand(turn.Tag, ByUid: false, new SequenceSet([]), items, ChangedSince: null));
        var pace = new Pace();
        foreach (var uid in uids)
        {
            if (view.IsVoid || view.Mailbox.Find(uid) is not { } message || view.Uids.MsnOf(uid) is not { } number || !answer.CanTell(message))
                continue;
            var row = answer.Of(number, message, out var notice);
            // RFC 9586 section 3.3: the UID is among the data where it was asked for.
            yield return turn.Knows(ClientFeatures.UidOnly) ? new UidFetchReply(uid, row.Data) : row;
            if (notice is not null)
                yield return notice;
            if (pace.IsDueAfter(answer.WorkOf(message)))
                yield return Pace.Pause;
        }
    }
}
