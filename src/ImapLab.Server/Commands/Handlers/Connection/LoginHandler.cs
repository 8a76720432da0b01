using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>LOGIN, and the end of AUTHENTICATE.</summary>
internal sealed class LoginHandler : CommandHandler<LoginCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, LoginCommand command)
    {
        if (!turn.Session.LogIn(command))
            return [turn.No(turn.Plan.LoginRefusal)];
        var capabilities = turn.Plan.Capabilities;
        return [turn.Ok(capabilities.InLoginReply ? ResponseCode.Capability(capabilities.AfterLogin) : null, turn.Plan.Style.Completion(command.Given))];
    }
}
