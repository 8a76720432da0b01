using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Messages whose description failed, also by ending the connection. They are asked for by themselves, then with less,
/// and at last not at all: one bad message must not keep the folder's others back.
/// </summary>
internal sealed class Suspects
{
    private readonly Dictionary<(int Folder, Uid Uid), int> _failures = [];

    public int FailuresOf(int folder, Uid uid) => _failures.GetValueOrDefault((folder, uid));

    /// <summary>Counts a failure before it happens: what ends the connection gives no chance to count it later.</summary>
    public void Accuse(int folder, IReadOnlyList<Uid> uids)
    {
        foreach (var uid in uids)
            _failures[(folder, uid)] = FailuresOf(folder, uid) + 1;
    }

    public void Acquit(int folder, IEnumerable<Uid> uids)
    {
        foreach (var uid in uids)
            _failures.Remove((folder, uid));
    }
}
