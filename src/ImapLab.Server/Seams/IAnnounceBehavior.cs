using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Seams;

/// <summary>Chooses which pending changes a client is told now, and in what order.</summary>
public interface IAnnounceBehavior
{
    /// <param name="changes">What would be told; those left out stay pending.</param>
    IReadOnlyList<ViewChange> Choose(SeamContext context, IReadOnlyList<ViewChange> changes);
}
