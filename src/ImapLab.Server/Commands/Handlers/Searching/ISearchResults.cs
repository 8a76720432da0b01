using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The messages that a search found and that its client is told of as they come and go, in the order that was asked for.</summary>
internal interface ISearchResults
{
    bool Holds(Uid uid);

    /// <returns>The place that it has from now on, counted from 1; 0 for the one that it has in the mailbox.</returns>
    uint Add(Candidate candidate);

    /// <returns>The place that it had.</returns>
    uint Remove(Uid uid);
}
