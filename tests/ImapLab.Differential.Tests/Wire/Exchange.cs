namespace ImapLab.Differential.Tests.Wire;

internal enum Ending
{
    /// <summary>The completion with the command's tag came.</summary>
    Completed,

    /// <summary>The server waits for more of the command.</summary>
    Continued,

    /// <summary>The connection was closed.</summary>
    Closed,

    /// <summary>Nothing that ends a step came in time.</summary>
    Silence,
}

/// <summary>What a server said in one step, reply by reply, and how the step ended.</summary>
internal sealed record Exchange(IReadOnlyList<string> Replies, Ending Ending);
