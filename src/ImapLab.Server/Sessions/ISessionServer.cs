using ImapLab.Protocol.Commands;
using ImapLab.Server.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sasl;
using ImapLab.Server.Transcripts;
using ImapLab.Server.Wires;

namespace ImapLab.Server.Sessions;

/// <summary>What sessions need of their server.</summary>
internal interface ISessionServer
{
    ServerPlan Plan { get; }

    TimeProvider Time { get; }

    Transcript Transcript { get; }

    CommandCatalog Catalog { get; }

    /// <summary>Where connections live while nobody has logged in on them.</summary>
    LabLoop FrontLoop { get; }

    /// <summary>What is shown to clients that ask for TLS.</summary>
    ServerCertificate Certificate { get; }

    /// <summary>The quirks that are on now.</summary>
    QuirkSet Quirks { get; }

    /// <summary>All randomness of the server.</summary>
    LabRandom Random { get; }

    Account? FindAccount(string user);

    /// <summary>An access token that was granted, whether or not it has expired since.</summary>
    AccessToken? FindToken(Secret token);

    /// <summary>Begins a session on a new connection.</summary>
    ImapSession Open(IConnectionHost host);

    void Forget(ImapSession session);
}
