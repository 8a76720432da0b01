using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Selection;

namespace ImapLab.Server.Sessions;

/// <summary>Brings a command to its handler, or says why it cannot come there.</summary>
internal sealed class CommandDispatch(ImapSession session, OpenMailbox open)
{
    private int _badInARow;
    private int _badBeforeLogin;

    public IEnumerable<Reply> Answer(ImapCommand command, CatalogRow? row)
    {
        var turn = new Turn(session, command);
        if (session.EndsWithNextCommand)
            return [turn.MailboxGone()];
        if (command is MalformedCommand malformed)
            return Malformed(malformed);
        _badInARow = 0;
        if (row is null || !session.Server.Catalog.IsOffered(row, session.State, session.Features))
            return Malformed(new MalformedCommand(command.Tag, command.Name, "unknown command"));
        if ((row.States & session.State) == 0)
            return IsTooMany() ? [Bye()] : [turn.Bad($"{command.Name} is not allowed in this state")];
        if (!session.SpeaksUtf8 && row.MayNeedUtf8 && session.Plan.Capabilities.Has("UTF8=ONLY"))
            return [turn.No("ENABLE UTF8=ACCEPT comes first", ResponseCode.Cannot)];
        if (command.SaysNumbers && session.Features.HasFlag(ClientFeatures.UidOnly))
            return [turn.Bad("Message numbers are not allowed once UIDONLY is enabled", ResponseCode.UidRequired)];
        if (open.Bars(row))
            return [turn.MailboxGone()];

        return command switch
        {
            MisnamedCommand misnamed => Misnamed(turn, misnamed),
            DeclinedCommand declined => [declined.Completion],
            _ => row.Handler.Handle(turn, command),
        };
    }

    /// <summary>There can be no such mailbox, which is what the commands would say one by one (RFC 9051 sections 6.3.2 to 6.3.12: NO).</summary>
    private static Reply[] Misnamed(Turn turn, MisnamedCommand command)
    {
        // A SELECT that fails leaves nothing selected (RFC 9051 section 6.3.2).
        var closed = command.Name is "SELECT" or "EXAMINE" ? SelectHandler.Close(turn) : [];
        return [.. closed, turn.No(command.Why, command.Code)];
    }

    private Reply[] Malformed(MalformedCommand command)
    {
        var what = command.Name.Length == 0 ? "Error in command" : $"Error in {command.Name}";
        if (IsTooMany())
            return [Bye()];
        var bad = new ConditionReply(command.Tag == "*" ? null : command.Tag, Condition.Bad, command.TooBig ? ResponseCode.TooBig : null, $"{what}: {command.Why}");
        return ++_badInARow <= session.Plan.Limits.BadCommands ? [bad] : [bad, Bye()];
    }

    /// <summary>Whether a bad command is one more than a client may send that is nobody yet.</summary>
    private bool IsTooMany() => session.Account is null && session.Plan.Limits.BadCommandsBeforeLogin is { } most && ++_badBeforeLogin > most;

    private ConditionReply Bye()
    {
        session.CloseAfterAnswer();
        return ConditionReply.Bye("Too many invalid commands");
    }
}
