using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Sessions;

/// <summary>What a client said, as far as a session must do something about it.</summary>
internal abstract record ClientInput
{
    /// <summary>A command, which may be malformed.</summary>
    public sealed record Command(ImapCommand Value) : ClientInput;

    /// <summary>The line that the command under way waited for.</summary>
    /// <param name="Answer">How that command goes on.</param>
    public sealed record Continuation(IEnumerable<Reply> Answer) : ClientInput;

    /// <summary>A line in the place of <see cref="Continuation"/> that cannot be taken.</summary>
    public sealed record RefusedContinuation(string Why) : ClientInput;
}
