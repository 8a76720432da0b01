using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>Wrong commands, and who refuses them how.</summary>
internal static class RefusalDifferences
{
    /// <summary>Commands that change nothing, and tell no news, whoever carries them out.</summary>
    private static readonly string[] Harmless =
        ["ID", "NAMESPACE", "LIST", "LSUB"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "strict grammar",
            "The fake server refuses what RFC 9051 section 9 does not allow; Dovecot reads arguments by rules of its own, passes over what is too much, and carries the command out.",
            step => step.IsWrong && (Condition(step.FakeNormal) == "BAD" || StepRecord.CodeOf(step.FakeNormal) == "[BADCHARSET]") && (Condition(step.RealNormal) == "OK" || step.Real.Ending == Ending.Continued))
        {
            PartsWays = step => !Harmless.Contains(step.Verb) || step.Text.Contains("MODSEQ", StringComparison.OrdinalIgnoreCase),
        },
        new(
            "delimiter at the end",
            "The fake server takes the delimiter off, as with CREATE (RFC 9051 section 6.3.4); to Dovecot there is no such mailbox.",
            step => step.IsWrong && step.Verb is "SUBSCRIBE" or "UNSUBSCRIBE" && step.Text.TrimEnd('"').EndsWith('.') && Condition(step.FakeNormal) == "OK" && Condition(step.RealNormal) == "NO")
        {
            PartsWays = _ => true,
        },
        new(
            "loose modified UTF-7",
            "RFC 9051 section 5.1.3 and RFC 3501: there is one way to write a name in modified UTF-7. Dovecot takes some others, and does not look at the name where there is nothing to copy to it.",
            step => step.IsWrong && Condition(step.FakeNormal) == "NO" && Condition(step.RealNormal) == "OK" && (step.Text.AsSpan().ContainsAny('&', '\u00e4') || (step.Verb.EndsWith("COPY", StringComparison.Ordinal) && StepRecord.CodeOf(step.RealNormal).Length == 0)))
        {
            PartsWays = _ => true,
        },
        new(
            "BAD or NO",
            "Both refuse a wrong command. The fake server says BAD of what the grammar does not allow; Dovecot finds some of it only while it carries the command out, and says NO.",
            step => step.IsWrong && Condition(step.FakeNormal) == "BAD" && Condition(step.RealNormal) == "NO")
        {
            PartsWays = step => ClosesMailbox(step) || !IsAlone(step.RealNormal) || step.Verb == "APPEND",
        },
        new(
            "SELECT that is BAD",
            "Dovecot closes the mailbox that was open even where it cannot read the command; RFC 9051 section 6.3.2 has that with NO.",
            step => step.IsWrong && ClosesMailbox(step) && Condition(step.FakeNormal) == "BAD" && Condition(step.RealNormal) is "BAD" or "NO" && step.RealNormal.Any(reply => reply.Code?.Name == "CLOSED"))
        {
            PartsWays = _ => true,
        },
        new(
            "refusal after the literal",
            "RFC 9051 section 4.3: a server asks for a literal, or refuses the command. Dovecot looks at what it has before it asks; where the fake server sees the mistake only later, it asks first.",
            step => Condition(step.FakeNormal) is "NO" or "BAD" && Condition(step.RealNormal) is "NO" or "BAD" && step.IsSameWith(reply => reply.Tag == "+" ? null : Refusals.Same(reply)))
        {
            PartsWays = step => ClosesMailbox(step) || step.Verb is "ENABLE" or "APPEND",
        },
        new(
            "code of a refusal",
            "RFC 5530: codes of refusals are optional. Both say NO of a wrong command, each with the code that it sees fit.",
            step => step.IsWrong && Condition(step.FakeNormal) == "NO" && step.IsSameWith(reply => reply.Tag == "*" && reply.Code?.Name == "CLOSED" ? null : Refusals.Same(reply)))
        {
            PartsWays = ClosesMailbox,
        },
    ];

    private static bool ClosesMailbox(StepRecord step) => step.Verb is "SELECT" or "EXAMINE";

    /// <summary>Nothing but the completion was told.</summary>
    private static bool IsAlone(IReadOnlyList<Reply> replies) => replies.All(reply => reply.Tag != "*");

    private static string Condition(IReadOnlyList<Reply> replies) => StepRecord.ConditionOf(replies);
}
