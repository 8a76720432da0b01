using System.Net;
using ImapLab.Profiles;

namespace ImapLab.Cli.Serving;

/// <summary>What <c>imaplab serve</c> was asked for, checked.</summary>
internal sealed record ServeOptions
{
    public required Profile Profile { get; init; }

    public required IPEndPoint Listen { get; init; }

    public required IReadOnlyList<ServedAccount> Accounts { get; init; }

    /// <summary>How many generated messages INBOX has at the start.</summary>
    public int Messages { get; init; }

    /// <summary>The folder of mail that INBOX has at the start; null for none.</summary>
    public string? Mail { get; init; }

    public ulong Seed { get; init; }

    public string? Transcript { get; init; }
}
