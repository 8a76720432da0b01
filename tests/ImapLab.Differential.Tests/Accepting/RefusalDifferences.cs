using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>Wrong commands, and who refuses them how.</summary>
internal static class RefusalDifferences
{
    /// <summary>Commands that change nothing, whoever carries them out.</summary>
    private static readonly string[] Harmless = ["ID", "NAMESPACE", "LIST", "LSUB", "CAPABILITY", "NOOP", "CHECK"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        .. LaxShapes.All.Select(shape => new AcceptedDifference(
            $"grammar: {shape.Name}",
            "The fake server says BAD (RFC 9051 section 9). Dovecot reads arguments by rules of its own, passes over what is too much, and carries the command out.",
            step => step.IsWrong && shape.Is(step.Verb, step.Text) && IsRefusedHereAlone(step))
        {
            PartsWays = step => !step.IsLoggedIn || !Harmless.Contains(step.Verb) || !IsQuiet(step.RealNormal),
        }),
        new(
            "names in loose modified UTF-7",
            "There is one way to write a name in modified UTF-7 (RFC 3501 section 5.1.3), and the fake server says NO to others, of which Dovecot takes some.",
            step => step.IsWrong && Condition(step.FakeNormal) == "NO" && Condition(step.RealNormal) == "OK" && step.Text.AsSpan().ContainsAny('&', '\u00e4'))
        {
            PartsWays = _ => true,
        },
        new(
            "a wrong name that nothing goes to",
            "COPY and MOVE of no message to a name that no mailbox can have: NO here; Dovecot does not look at the name and says OK.",
            step => CopiesOrMoves(step) && Condition(step.FakeNormal) == "NO" && StepRecord.CodeOf(step.FakeNormal) is "[CANNOT]" or "" && Condition(step.RealNormal) == "OK" && StepRecord.CodeOf(step.RealNormal).Length == 0)
        {
            PartsWays = step => !IsQuiet(step.RealNormal),
        },
        new(
            "how a wrong command is refused",
            "Both refuse a wrong command, and all else that they say is the same. Which of BAD, NO and the codes of RFC 5530 is said hangs on what is looked at first; the fake server says BAD of what the grammar does not allow, where Dovecot finds some of it only while it carries the command out.",
            step => step.IsWrong && AreRefused(step) && step.IsSameWith(reply => reply.Tag == "+" || IsClosed(reply) || (step.Untold.Any && reply.Tag == "*") ? null : Refusals.Same(reply)))
        {
            PartsWays = step => ClosesMailbox(step) || step.Verb is "APPEND" or "ENABLE" || !step.IsLoggedIn || step.RealNormal.Any(reply => reply.Tag == "*"),
        },
        new(
            "refusal after the literal",
            "RFC 9051 section 4.3: a server asks for a literal, or refuses the command. Dovecot looks at what it has before it asks; where the fake server sees the mistake only later, it asks first.",
            step => step.Text.Contains('{', StringComparison.Ordinal) && AreRefused(step) && step.IsSameWith(reply => reply.Tag == "+" ? null : Refusals.Same(reply)))
        {
            PartsWays = step => ClosesMailbox(step) || step.Verb is "ENABLE" or "APPEND",
        },
        new(
            "CANCELUPDATE without a mailbox",
            "With nothing selected the fake server says BAD (RFC 5267 section 4.3.5: it is a command of the selected state), Dovecot NO.",
            step => step.Verb == "CANCELUPDATE" && AreRefused(step) && step.Mailbox.Length == 0 && step.IsSameWith(Refusals.Same)),
        new(
            "APPEND before login",
            "Both refuse it. Dovecot's login process takes the literal for commands, or has no room for it and says BYE.",
            step => step is { IsLoggedIn: false, Verb: "APPEND" } && Condition(step.FakeNormal) is "BAD" or "" && Condition(step.RealNormal) is "BAD" or "")
        {
            PartsWays = _ => true,
        },
        new(
            "bad commands before login, counted",
            "Both end a connection with the third bad command before login. Dovecot does not count STARTTLS, ENABLE, and what it cannot even part into words.",
            step => step is { IsLoggedIn: false, Fake.Ending: Ending.Closed, FakeNormal: [.., { Word: "BYE" }] } && (Condition(step.RealNormal) is "BAD" || ((step.IsWrong || step.Verb == "ENABLE") && Condition(step.RealNormal) == "OK")))
        {
            PartsWays = _ => true,
        },
    ];

    private static bool IsRefusedHereAlone(StepRecord step) => Condition(step.FakeNormal) == "BAD" && (Condition(step.RealNormal) == "OK" || step.Real.Ending == Ending.Continued);

    private static bool AreRefused(StepRecord step) => Condition(step.FakeNormal) is "NO" or "BAD" && Condition(step.RealNormal) is "NO" or "BAD";

    private static bool CopiesOrMoves(StepRecord step) => step.Verb.EndsWith("COPY", StringComparison.Ordinal) || step.Verb.EndsWith("MOVE", StringComparison.Ordinal);

    private static bool ClosesMailbox(StepRecord step) => step.Verb is "SELECT" or "EXAMINE";

    private static bool IsClosed(Reply reply) => reply.Tag == "*" && reply.Code?.Name == "CLOSED";

    /// <summary>Nothing was told that a client has to keep in mind.</summary>
    private static bool IsQuiet(IReadOnlyList<Reply> replies) => replies.All(reply => reply.Tag != "*" || reply.Word is "ID" or "NAMESPACE" or "LIST" or "LSUB" or "CAPABILITY");

    private static string Condition(IReadOnlyList<Reply> replies) => StepRecord.ConditionOf(replies);
}
