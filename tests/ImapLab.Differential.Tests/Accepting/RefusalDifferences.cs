using ImapLab.Differential.Tests.Comparing;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>Wrong commands, and who refuses them how.</summary>
internal static class RefusalDifferences
{
    /// <summary>Commands that change nothing, whoever carries them out.</summary>
    private static readonly string[] Harmless =
        ["NOOP", "CHECK", "CAPABILITY", "ID", "NAMESPACE", "LIST", "LSUB", "STATUS", "SEARCH", "UID SEARCH", "SORT", "UID SORT", "THREAD", "UID THREAD"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "strict grammar",
            "The fake server refuses what RFC 9051 section 9 does not allow; Dovecot reads arguments by rules of its own, passes over what is too much, and carries the command out.",
            step => step.IsWrong && Condition(step.FakeNormal) == "BAD" && Condition(step.RealNormal) is "OK")
        {
            PartsWays = step => !Harmless.Contains(step.Verb),
        },
        new(
            "BAD or NO",
            "Both refuse a wrong command. The fake server says BAD of what the grammar does not allow; Dovecot finds some of it only while it carries the command out, and says NO.",
            step => step.IsWrong && Condition(step.FakeNormal) == "BAD" && Condition(step.RealNormal) == "NO" && step.FakeNormal.Count == 1 && step.RealNormal.Count == 1),
    ];

    private static string Condition(IReadOnlyList<Wire.Reply> replies) => StepRecord.ConditionOf(replies);
}
