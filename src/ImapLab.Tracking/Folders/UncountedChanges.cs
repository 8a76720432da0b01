using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>Follows the number of messages where the places of UIDs are not known.</summary>
internal static class UncountedChanges
{
    /// <summary>The count after some untagged answers, or null where it cannot be followed.</summary>
    public static int? Follow(int exists, IReadOnlyList<ViewChange> changes) => Path(exists, changes)?[^1];

    /// <summary>The count before the first change and after each one, or null where it cannot be followed.</summary>
    public static IReadOnlyList<int>? Path(int exists, IReadOnlyList<ViewChange> changes)
    {
        var path = new List<int>(changes.Count + 1) { exists };
        foreach (var change in changes)
        {
            switch (change)
            {
                case ViewChange.Exists told when told.Count >= path[^1] && told.Count <= int.MaxValue:
                    path.Add((int)told.Count);
                    break;
                case ViewChange.Expunged gone when gone.Place >= 1 && gone.Place <= path[^1]:
                    path.Add(path[^1] - 1);
                    break;
                case ViewChange.Flagged:
                    path.Add(path[^1]);
                    break;
                default:
                    return null;
            }
        }

        return path;
    }
}
