using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>LOGIN, and the end of AUTHENTICATE.</summary>
internal sealed class LoginHandler : CommandHandler<LoginCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, LoginCommand command)
    {
        if (turn.NeedsPrivacy && command.Given == command.Name)
            return [turn.No("Log in under TLS", ResponseCode.PrivacyRequired)];
        if (!turn.Session.LogIn(command))
            return [turn.No(turn.Plan.LoginRefusal)];
        var (plan, now, text) = (turn.Plan.Capabilities, turn.Session.Capabilities, turn.Plan.Style.Completion(command.Given));
        if (plan.UntaggedWhereAsked && turn.Session.HasAskedCapabilities)
            return [new CapabilityReply(now), turn.Ok(text: text)];
        return [turn.Ok(plan.InLoginReply ? ResponseCode.Capability(now) : null, text)];
    }
}
