using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers;

/// <summary>ENABLE (RFC 5161): names that the server does not know, or that were on already, are passed over in silence.</summary>
internal sealed class EnableHandler : CommandHandler<EnableCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, EnableCommand command)
    {
        var enabled = new List<string>();
        if (command.Capabilities.Contains("CONDSTORE") && turn.Plan.Capabilities.Has("CONDSTORE") && !turn.Session.CondstoreOn)
        {
            turn.Session.CondstoreOn = true;
            enabled.Add("CONDSTORE");
        }

        return [new EnabledReply(enabled), turn.Ok()];
    }
}
