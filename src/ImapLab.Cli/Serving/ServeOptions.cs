using System.Net;
using ImapLab.Profiles;
using ImapLab.Server.Wires;

namespace ImapLab.Cli.Serving;

/// <summary>What <c>imaplab serve</c> was asked for, checked.</summary>
internal sealed record ServeOptions
{
    public required Profile Profile { get; init; }

    public required IPEndPoint Listen { get; init; }

    /// <summary>Where clients begin with TLS; null for nowhere.</summary>
    public IPEndPoint? TlsListen { get; init; }

    /// <summary>What is shown to clients that ask for TLS; null for one made now.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>Where to write the certificate for clients that shall trust it; null for nowhere.</summary>
    public string? CertificateOut { get; init; }

    public required IReadOnlyList<ServedAccount> Accounts { get; init; }

    public IReadOnlyList<ServedToken> Tokens { get; init; } = [];

    /// <summary>How many generated messages INBOX has at the start.</summary>
    public int Messages { get; init; }

    /// <summary>The folder of mail that INBOX has at the start; null for none.</summary>
    public string? Mail { get; init; }

    public ulong Seed { get; init; }

    public string? Transcript { get; init; }
}
