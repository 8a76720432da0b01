namespace ImapLab.Cli;

/// <summary>What the process says to its caller when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Everything conforms, or is done.</summary>
    public const int Success = 0;

    /// <summary>The tracker, or the server under check, is wrong.</summary>
    public const int Deviation = 1;

    /// <summary>Usage, YAML, a file that cannot be read: the message says where, and what was expected.</summary>
    public const int BadInput = 2;

    /// <summary>Something outside failed, so that nothing is proven: a connection, a tracker, a time limit.</summary>
    public const int Inconclusive = 3;
}
