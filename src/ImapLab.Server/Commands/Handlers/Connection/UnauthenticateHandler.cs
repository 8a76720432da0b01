using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>UNAUTHENTICATE (RFC 8437): the connection is as it was before login, for somebody else to log in on it.</summary>
internal sealed class UnauthenticateHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        turn.Session.LogOut();
        return [turn.Ok()];
    }
}
