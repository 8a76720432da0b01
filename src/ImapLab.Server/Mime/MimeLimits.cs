namespace ImapLab.Server.Mime;

/// <summary>
/// How much of a hostile message is looked into. What lies beyond a limit is still stored and served byte for byte, it is only
/// not taken apart any further.
/// </summary>
internal static class MimeLimits
{
    /// <summary>Parts within parts; a multipart or message deeper than this is told as application/octet-stream.</summary>
    public const int Depth = 100;

    /// <summary>Parts of one message; what follows is epilogue.</summary>
    public const int Parts = 10_000;

    /// <summary>Fields of one header; later ones are in HEADER but not found by name.</summary>
    public const int Fields = 10_000;

    /// <summary>Addresses of one envelope member.</summary>
    public const int Addresses = 10_000;

    /// <summary>Parameters of one field.</summary>
    public const int Parameters = 1_000;

    /// <summary>Messages that one message can name as those it answers.</summary>
    public const int References = 10_000;

    /// <summary>Decoded characters of body text kept for SEARCH.</summary>
    public const int SearchText = 16 * 1024 * 1024;
}
