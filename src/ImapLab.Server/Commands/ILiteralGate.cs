using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands;

/// <summary>
/// A handler that can see before a literal is sent that it would be sent in vain: its client is then told NO in place of <c>+</c>
/// (RFC 9051 section 4.3, RFC 7889 section 4).
/// </summary>
internal interface ILiteralGate
{
    /// <param name="command">The command as far as it is there.</param>
    /// <param name="octets">The size of the literal that the client waits to send.</param>
    /// <returns>The completion; null where the literal may come.</returns>
    Reply? Decline(Turn turn, ImapCommand command, int octets);
}
