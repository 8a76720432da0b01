using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>What one FETCH tells of messages that others have expunged and of which the client was not told yet (RFC 2180 section 4.1), and how it ends then.</summary>
internal sealed class GoneRows(Turn turn, FetchCommand command, FetchAnswer answer)
{
    private readonly GoneSemantics _semantics = turn.Plan.Semantics.Session.Gone;
    private bool _lacks;

    /// <summary>The row of a message that is not there; null where none is told.</summary>
    /// <param name="notice">What tells of its \Seen in a reply of its own; null where none does.</param>
    public Reply? Of(Msn number, Uid uid, out FetchReply? notice)
    {
        notice = null;
        if (_semantics.Fetch == GoneFetch.Skipped || turn.View.FindGone(uid) is not { } ghost)
        {
            // By UID it is no error (RFC 9051 section 6.4.9).
            _lacks |= !command.ByUid;
            return null;
        }

        if (command.ChangedSince is { } since && ghost.ModSeq <= since)
            return null;
        if (_semantics.Fetch == GoneFetch.Served)
            return new FetchReply(number, answer.Data(ghost));
        _lacks |= answer.AsksForMore;
        return _semantics.Store == GoneStore.Told ? answer.OfGone(number, ghost, Data, out notice) : new FetchReply(number, Data());

        FetchDatum[] Data() => Array.ConvertAll(answer.Data(ghost, Instead(ghost)), Bend);
    }

    /// <param name="toldAny">Whether there was any message that is there.</param>
    public Reply Completion(bool toldAny) => (_lacks ? _semantics.Verdict : GoneVerdict.Ok) switch
    {
        GoneVerdict.No => turn.No("Some of the requested messages no longer exist", ResponseCode.ExpungeIssued),
        GoneVerdict.NoIfAllGone when !toldAny => turn.No("All of the requested messages have been expunged"),
        GoneVerdict.OkWithCode => turn.Ok(ResponseCode.ExpungeIssued, "Some messages were already expunged"),
        _ => turn.Ok(),
    };

    private Message Instead(StoredMessage ghost)
    {
        var text = _semantics.Fetch == GoneFetch.Replaced ? $"\r\n{_semantics.Text}\r\n" : "";
        return new Message(ghost.Number, DateTimeOffset.UnixEpoch, new HeldContent(Encoding.UTF8.GetBytes(text)));
    }

    private FetchDatum Bend(FetchDatum datum) => (_semantics.Fetch, datum) switch
    {
        (GoneFetch.Emptied, FetchDatum.Bytes bytes) => bytes with { Content = null },
        (GoneFetch.Emptied, FetchDatum.Preview preview) => preview with { Text = null },
        (GoneFetch.Replaced, FetchDatum.Flags flags) => new FetchDatum.Flags(flags.Value.Without(SystemFlags.Deleted)),
        _ => datum,
    };
}
