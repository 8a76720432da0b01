using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>ENABLE (RFC 5161): names that the server does not know, or that were on already, are passed over in silence.</summary>
internal sealed class EnableHandler : CommandHandler<EnableCommand>
{
    /// <summary>What can be enabled, and all that the client knows then.</summary>
    private static readonly (string Capability, ClientFeatures Features)[] Enables =
    [
        ("CONDSTORE", ClientFeatures.Condstore),
    ];

    protected override IEnumerable<Reply> Handle(Turn turn, EnableCommand command)
    {
        var enabled = new List<string>();
        foreach (var (capability, features) in Enables)
        {
            if (!command.Capabilities.Contains(capability) || !turn.Offers(capability) || turn.Knows(features))
                continue;
            turn.Learn(features);
            enabled.Add(capability);
        }

        return [new EnabledReply(enabled), turn.Ok()];
    }
}
