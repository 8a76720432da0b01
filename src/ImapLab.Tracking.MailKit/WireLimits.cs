namespace ImapLab.Tracking.MailKit;

/// <summary>
/// How much a server may say before its connection is ended: without a limit, an endless line or a huge literal would
/// fill the memory. The defaults leave room for a folder of some million messages.
/// </summary>
public sealed record WireLimits
{
    /// <summary>Octets of one line, its literals not counted. The answer to SEARCH is one line.</summary>
    public long Line { get; init; } = 32 << 20;

    /// <summary>Octets of one literal. The engine asks for headers and names, never for bodies.</summary>
    public long Literal { get; init; } = 4 << 20;

    /// <summary>Octets of the whole answer to one command.</summary>
    public long Answer { get; init; } = 512 << 20;

    /// <summary>Lines about the folder that nobody has taken note of yet.</summary>
    public int Changes { get; init; } = 2_000_000;
}
