using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Seams;

/// <summary>Bends a typed reply before it is encoded: drops it, alters it, adds to it.</summary>
public interface IReplyBehavior
{
    /// <param name="cause">The command that is being answered; null for what the server says of its own accord.</param>
    /// <returns>What is said instead; the reply itself where nothing is bent.</returns>
    IEnumerable<Reply> Bend(SeamContext context, ImapCommand? cause, Reply reply);
}
