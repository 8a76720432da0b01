using ImapLab.Differential.Tests.Comparing;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>Wrong commands, and who refuses them how.</summary>
internal static class RefusalDifferences
{
    /// <summary>Commands that change nothing, whoever carries them out.</summary>
    private static readonly string[] Harmless =
        ["NOOP", "CHECK", "ID", "NAMESPACE", "LIST", "LSUB", "STATUS", "SEARCH", "UID SEARCH", "SORT", "UID SORT", "THREAD", "UID THREAD"];

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
            step => step.IsWrong && Condition(step.FakeNormal) == "BAD" && Condition(step.RealNormal) == "NO" && IsAlone(step.FakeNormal) && IsAlone(step.RealNormal))
        {
            PartsWays = ClosesMailbox,
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
            step => Condition(step.FakeNormal) is "NO" or "BAD" && Condition(step.RealNormal) is "NO" or "BAD" && step.IsSameWith(reply => reply.Tag == "+" ? null : Refused(reply))),
        new(
            "code of a refusal",
            "RFC 5530: codes of refusals are optional. Both say NO of a wrong command, each with the code that it sees fit.",
            step => step.IsWrong && Condition(step.FakeNormal) == "NO" && step.IsSameWith(reply => reply.Tag == "*" && reply.Code?.Name == "CLOSED" ? null : Refused(reply)))
        {
            PartsWays = ClosesMailbox,
        },
        new(
            "rest of a refused APPEND",
            "Dovecot takes what it did not read of an APPEND that it refused for the next command.",
            step => step.RealNormal.Any(reply => IsStray(reply, step)) && step.IsSameWith(reply => IsStray(reply, step) ? null : reply)),
    ];

    private static bool IsStray(Wire.Reply reply, StepRecord step) => reply.Word == "BAD" && reply.Tag != step.Text.Split(' ')[0];

    private static bool ClosesMailbox(StepRecord step) => step.Verb is "SELECT" or "EXAMINE";

    /// <summary>Nothing but the completion was told.</summary>
    private static bool IsAlone(IReadOnlyList<Wire.Reply> replies) => replies.All(reply => reply.Tag != "*");

    private static Wire.Reply Refused(Wire.Reply reply) => reply.IsCondition && reply.Tag != "*" ? reply with { Nodes = [new Wire.Node.Atom("refused")] } : reply;

    private static string Condition(IReadOnlyList<Wire.Reply> replies) => StepRecord.ConditionOf(replies);
}
