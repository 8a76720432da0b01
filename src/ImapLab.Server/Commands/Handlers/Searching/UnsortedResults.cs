using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>Results in the order of the mailbox, where places need not be told (RFC 5267 section 4.3.3).</summary>
internal sealed class UnsortedResults(FoundMessages found) : ISearchResults
{
    private readonly UidSequence _uids = UidSequence.From(found.Uids.Select(uid => new Uid(uid)));

    public bool Holds(Uid uid) => _uids.Contains(uid);

    public uint Add(Candidate candidate)
    {
        _uids.Add(candidate.Message.Uid);
        return 0;
    }

    public uint Remove(Uid uid)
    {
        _uids.Remove(uid);
        return 0;
    }
}
