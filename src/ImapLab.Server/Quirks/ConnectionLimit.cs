using ImapLab.Protocol.Commands;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>An account has only so many connections; one more is refused in the provider's words.</summary>
public sealed class ConnectionLimit(int most, string refusal, string? farewell) : Quirk, IDescribedQuirk, ICommandBehavior
{
    public static QuirkDescription Description { get; } = new(
        "connection.limit",
        "One connection more than the limit is refused at login and closed.",
        "A server may limit connections; [LIMIT] and [UNAVAILABLE] say that it is not the password (RFC 5530, RFC 9051 section 7.1).",
        "Yahoo about 10 (the Nylas article), refusing with BYE and then NO [LIMIT] (imapflow#75); Gmail 15; Dovecot NO [LIMIT] at 10 (observed).",
        "A tracker that takes the refusal for a wrong password stops; one that retries at once makes it worse.")
    {
        Parameters =
        [
            new QuirkParameter("max", "a number of connections", "10"),
            new QuirkParameter("refusal", "code and text of the tagged NO", "[LIMIT] Maximum number of connections exceeded"),
            new QuirkParameter("bye", "text of a BYE that is said before the NO", "none is said"),
        ],
    };

    public static Quirk Create(QuirkArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new ConnectionLimit(
            arguments.Whole("max", 10, least: 1),
            arguments.Text("refusal", "[LIMIT] Maximum number of connections exceeded"),
            arguments.Text("bye", "") is { Length: > 0 } bye ? bye : null);
    }

    public CommandDecision Decide(SeamContext context, ImapCommand command)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (command is not LoginCommand login || context.AccountOf(login.User) is not { } account || account.Connections < most)
            return CommandDecision.Proceed;
        return Refusals.AtLogin(login, refusal, farewell);
    }
}
