using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Sasl;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>AUTHENTICATE (RFC 9051 section 6.2.2): carries what a mechanism and the client say to each other, in base64.</summary>
internal sealed class AuthenticateHandler : CommandHandler<AuthenticateCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, AuthenticateCommand command)
    {
        var plan = turn.Plan.Capabilities;
        if (SaslMechanisms.Find(command.Mechanism) is not { } mechanism || !plan.HasBeforeLogin(SaslMechanisms.CapabilityOf(mechanism)))
            return [turn.No("Unsupported authentication mechanism", ResponseCode.Cannot)];
        if (turn.NeedsPrivacy && mechanism.RevealsSecret)
            return [turn.No("Log in under TLS", ResponseCode.PrivacyRequired)];
        var exchange = mechanism.Begin(turn.Session.Sasl);
        if (command.InitialResponse is not { } response)
            return Ask(turn, command, exchange, exchange.Opening ?? []);
        if (!plan.HasBeforeLogin("SASL-IR") || !exchange.TakesInitialResponse)
            return [turn.Bad("An initial response is not supported here")];

        // "=" stands for an empty response (RFC 4959 section 3).
        return GoOn(turn, command, exchange, response.Value == "=" ? "" : response.Value);
    }

    private static IEnumerable<Reply> Ask(Turn turn, AuthenticateCommand command, ISaslExchange exchange, byte[] challenge)
    {
        turn.ThenLine(line => line == "*" ? [turn.Bad("Authentication cancelled")] : GoOn(turn, command, exchange, line));
        return [new ContinuationReply(Convert.ToBase64String(challenge))];
    }

    private static IEnumerable<Reply> GoOn(Turn turn, AuthenticateCommand command, ISaslExchange exchange, string line)
    {
        if (Decode(line) is not { } response)
            return [turn.Bad("Invalid base64")];
        try
        {
            return Answer(turn, command, exchange, exchange.Next(response));
        }
        catch (SaslException why)
        {
            return [turn.No($"Invalid {command.Mechanism} response: {why.Message}", ResponseCode.AuthenticationFailed)];
        }
    }

    private static IEnumerable<Reply> Answer(Turn turn, AuthenticateCommand command, ISaslExchange exchange, SaslStep step)
    {
        switch (step)
        {
            case SaslStep.Challenge challenge:
                return Ask(turn, command, exchange, challenge.Data);
            case SaslStep.Failed failed:
                return [Refusal(turn, failed.Why)];
            case SaslStep.Told told:
                turn.Session.RunNext(new LoginCommand(command.Tag, told.User, told.Password) { Given = command.Name });
                return [];
            case SaslStep.Proved proved:
                turn.Session.RunNext(new LoginCommand(command.Tag, proved.User, default) { Given = command.Name, IsProved = true });
                return [];
            default:
                throw new InvalidOperationException($"An exchange ended in {step}.");
        }
    }

    private static Reply Refusal(Turn turn, SaslFailure why) => why switch
    {
        SaslFailure.ActsForAnother => turn.No("This user may not act for another", ResponseCode.AuthorizationFailed),
        SaslFailure.Expired => turn.No("The access token has expired", ResponseCode.Expired),
        _ => turn.No(turn.Plan.LoginRefusal),
    };

    private static byte[]? Decode(string line)
    {
        var bytes = new byte[line.Length];
        // Blanks, which the framework passes over, are no base64 here.
        return !line.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(line, bytes, out var length) ? bytes[..length] : null;
    }
}
