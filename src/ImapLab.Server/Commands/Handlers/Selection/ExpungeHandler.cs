using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Selection;

/// <summary>
/// EXPUNGE (RFC 9051 section 6.4.3) and UID EXPUNGE (RFC 4315 section 2.1): removes the messages that this client knows of
/// and that are \Deleted. The EXPUNGE replies are the news that the command ends with, like anybody's.
/// </summary>
internal sealed class ExpungeHandler : ICommandHandler
{
    public IEnumerable<Reply> Handle(Turn turn, ImapCommand command)
    {
        var view = turn.View;
        if (view.ReadOnly)
            return [turn.No("Mailbox is read-only")];
        var named = (command as UidExpungeCommand)?.Messages;
        Expunge(turn.Connection, view, uid => named is null || named.Contains(uid.Value, view.Uids.Last.Value));
        return [turn.Ok()];
    }

    /// <summary>Removes the \Deleted messages of a view for which <paramref name="wanted"/> holds.</summary>
    public static void Expunge(int by, SessionView view, Func<Uid, bool> wanted)
    {
        foreach (var uid in view.Uids)
        {
            if (wanted(uid) && view.Mailbox.Find(uid) is { } message && message.Flags.Has(SystemFlags.Deleted))
                view.Mailbox.Expunge(by, uid);
        }
    }
}
