using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

internal static partial class SearchDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "THREAD by numbers in an empty mailbox",
            "Dovecot's process ends with a fault. RFC 5256 section 3 has such a THREAD find nothing.",
            step => step.Verb.EndsWith("THREAD", StringComparison.Ordinal) && step.Real.Ending == Ending.Closed)
        {
            PartsWays = _ => true,
        },
        new(
            "one of several flags that are not set",
            "Dovecot makes one test of OR UNSEEN UNDELETED, and a wrong one: it finds what has neither flag (RFC 9051 section 6.4.4, OR).",
            step => IsSearch(step) && OrOfFlags().IsMatch(step.Text) && step.IsSameWith(WithoutFound))
        {
            PartsWays = step => step.Text.Contains("SAVE", StringComparison.OrdinalIgnoreCase),
        },
        new(
            "equals, backwards, from a cache",
            "RFC 5256 section 3: what sorts alike stays in the order of sequence numbers, REVERSE or not. Dovecot has it so when it sorts by a text for the first time, and later may turn it around.",
            step => step.Verb.EndsWith("SORT", StringComparison.Ordinal) && BackwardsByText().IsMatch(step.Text) && step.IsSameWith(reply => reply.Word == "SORT" ? InOrder(reply) : reply)),
        new(
            "charset by its letters",
            "Dovecot passes over what is neither letter nor digit in the name of a charset.",
            step => step.IsWrong && StepRecord.CodeOf(step.FakeNormal) == "[BADCHARSET]" && StepRecord.ConditionOf(step.RealNormal) == "OK")
        {
            PartsWays = step => step.Text.Contains("SAVE", StringComparison.OrdinalIgnoreCase),
        },
    ];

    public static bool IsSearch(StepRecord step) =>
        step.Verb.EndsWith("SEARCH", StringComparison.Ordinal) || step.Verb.EndsWith("SORT", StringComparison.Ordinal) || step.Verb.EndsWith("THREAD", StringComparison.Ordinal);

    /// <summary>A reply that is not one of what was found.</summary>
    public static Reply? WithoutFound(Reply reply) => reply.Word is "SEARCH" or "ESEARCH" or "SORT" or "THREAD" ? null : reply;

    private static Reply InOrder(Reply reply) => reply with { Nodes = [.. reply.Nodes.OrderBy(node => node.AsNumber() ?? 0)] };

    [GeneratedRegex(@"\(REVERSE (TO|CC|FROM|SUBJECT|DISPLAYFROM|DISPLAYTO)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BackwardsByText();

    [GeneratedRegex(@"\bOR\b.*\b(NOT |UN|OLD)", RegexOptions.IgnoreCase)]
    private static partial Regex OrOfFlags();
}
