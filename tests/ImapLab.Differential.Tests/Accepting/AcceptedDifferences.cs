using ImapLab.Differential.Tests.Comparing;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>All accepted differences. One that a full run never meets fails it.</summary>
internal static class AcceptedDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        .. ConnectionDifferences.All,
        .. RefusalDifferences.All,
        .. FolderDifferences.All,
        .. GoneDifferences.All,
        .. MessageDifferences.All,
        .. SearchDifferences.All,
    ];

    /// <summary>Whether the two servers have done different things in a step although they said the same.</summary>
    public static bool PartsWaysUnseen(StepRecord step) => GoneDifferences.ClosesWithOldFlags(step) || step is { IsLoggedIn: false, Verb: "APPEND" };
}
