using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Seams;

/// <summary>What becomes of a command before its handler sees it.</summary>
public abstract record CommandDecision
{
    public static readonly CommandDecision Proceed = new Pass();

    public sealed record Pass : CommandDecision;

    /// <summary>The handler gets another command, which keeps the tag.</summary>
    public sealed record As(ImapCommand Command) : CommandDecision;

    /// <summary>The handler is not asked; these are the whole answer, completion and all.</summary>
    /// <param name="ThenClose">Whether the connection ends with it.</param>
    public sealed record Answer(IReadOnlyList<Reply> Replies, bool ThenClose = false) : CommandDecision;

    /// <summary>The command waits this long first.</summary>
    public sealed record Wait(TimeSpan Duration) : CommandDecision;
}
