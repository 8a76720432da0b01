using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>AUTHENTICATE with the PLAIN mechanism (RFC 4616), and an initial response where SASL-IR is offered (RFC 4959).</summary>
internal sealed class AuthenticateHandler : CommandHandler<AuthenticateCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AuthenticateCommand command)
    {
        var plan = turn.Plan.Capabilities;
        if (command.Mechanism != "PLAIN" || !plan.HasBeforeLogin("AUTH=PLAIN"))
            return [turn.No("Unsupported authentication mechanism", ResponseCode.Cannot)];
        if (turn.NeedsPrivacy)
            return [turn.No("Log in under TLS", ResponseCode.PrivacyRequired)];
        if (command.InitialResponse is not { } response)
        {
            turn.ThenLine(line => LogIn(turn, command, line));
            return [new ContinuationReply("")];
        }

        // "=" stands for an empty response (RFC 4959 section 3).
        return plan.HasBeforeLogin("SASL-IR")
            ? LogIn(turn, command, response.Value == "=" ? "" : response.Value)
            : [turn.Bad("An initial response is not supported here")];
    }

    private static IEnumerable<Reply> LogIn(Turn turn, AuthenticateCommand command, string response)
    {
        if (response == "*")
            return [turn.Bad("Authentication cancelled")];
        if (Read(response) is not { } credentials)
            return [turn.No("Invalid PLAIN response: expected base64 of [authorization] NUL user NUL password", ResponseCode.AuthenticationFailed)];
        turn.Session.RunNext(new LoginCommand(command.Tag, credentials.User, credentials.Password) { Given = command.Name });
        return [];
    }

    private static (string User, Secret Password)? Read(string response)
    {
        var bytes = new byte[response.Length];
        if (!Convert.TryFromBase64String(response, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('\0');
        // Nobody may act for somebody else here, so who is to be acted for can only be the user (RFC 4616 section 2).
        return parts is [var actsFor, { Length: > 0 } user, { Length: > 0 } password] && (actsFor.Length == 0 || actsFor == user) ? (user, new Secret(password)) : null;
    }
}
