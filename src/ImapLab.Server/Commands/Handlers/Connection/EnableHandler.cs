using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>
/// ENABLE (RFC 5161): names that the server does not know are passed over in silence. What is on already is told again, as a client may
/// have switched it on without a word (RFC 7162 section 3.1).
/// </summary>
internal sealed class EnableHandler : CommandHandler<EnableCommand>
{
    /// <summary>What can be enabled, and all that the client knows then.</summary>
    private static readonly (string Capability, ClientFeatures Features)[] Enables =
    [
        ("CONDSTORE", ClientFeatures.Condstore),
        ("IMAP4rev2", ClientFeatures.Rev2),
        ("UIDONLY", ClientFeatures.UidOnly),
        ("METADATA", ClientFeatures.Metadata),
        ("METADATA-SERVER", ClientFeatures.Metadata),
        ("QRESYNC", ClientFeatures.Condstore | ClientFeatures.Qresync),
        ("UTF8=ACCEPT", ClientFeatures.Utf8),
    ];

    protected override IEnumerable<Reply> Handle(Turn turn, EnableCommand command)
    {
        var enabled = new List<string>();
        foreach (var name in command.Capabilities.Distinct())
        {
            var (capability, features) = Array.Find(Enables, row => row.Capability.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (capability is null || !turn.Offers(capability))
                continue;
            turn.Learn(features);
            enabled.Add(capability);
        }

        var semantics = turn.Plan.Semantics.Session;
        if (!semantics.TellsEnabled || (enabled.Count == 0 && !semantics.TellsEnabledNothing))
            return [turn.Ok()];
        return [new EnabledReply(enabled), turn.Ok()];
    }
}
