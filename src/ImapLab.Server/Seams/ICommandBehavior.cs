using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Seams;

/// <summary>Looks at a parsed command before its handler: to refuse, rewrite or slow it, or to answer in its place.</summary>
public interface ICommandBehavior
{
    CommandDecision Decide(SeamContext context, ImapCommand command);
}
