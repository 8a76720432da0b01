using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Normalizing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>What clients find of messages, flags and mailboxes that others have changed behind their back.</summary>
internal static class GoneDifferences
{
    /// <summary>Items that tell which message it is and what its state is: these are the same in any case.</summary>
    private static readonly string[] State = ["UID", "FLAGS", "MODSEQ"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "content of what is gone",
            "Messages that others have expunged (RFC 2180 section 4.1): to FETCH Dovecot tells what its cache still has of their content, and then says no [EXPUNGEISSUED]; the fake server tells NIL and nothing. UID, FLAGS and MODSEQ are the same, and all that is told of other messages; but each may tell once more of flags that a client has set there who did not know either.",
            step => step.Untold.Expunged > 0 && (step.Verb.EndsWith("FETCH", StringComparison.Ordinal) || SearchDifferences.IsSearch(step)) && WithoutExtraRows(step) is var plain
                && FetchRows.Different(plain, (item, _, _) => !State.Any(item.IsAtom)) is { } rows && rows <= step.Untold.Expunged
                && step.RealNormal.Count - plain.RealNormal.Count <= step.Untold.Expunged && step.FakeNormal.Count - plain.FakeNormal.Count <= step.Untold.Expunged),
        new(
            "STATUS of what is open",
            "Dovecot tells what the client knows already, or says NO [EXPUNGEISSUED] to SIZE; the fake server tells what is so. RFC 9051 section 6.3.11 has clients not ask. Only where others have changed something.",
            step => step.Untold.Any && ((step.Verb == "STATUS" && StepRecord.CodeOf(step.FakeNormal) == "[CLIENTBUG]") || step.Verb == "LIST")
                && (step.IsSameWith(reply => reply.Word == "STATUS" && MailboxWord.Of(reply.Nodes[1]) == step.Mailbox ? null : reply.Tag == "*" ? reply : reply.WithoutCode())
                    || (step.Untold.Expunged > 0 && StepRecord.CodeOf(step.RealNormal) == "[EXPUNGEISSUED]" && step.RealNormal.All(reply => reply is { Tag: "+" } or { Word: "NO" } or { Code.Name: "HIGHESTMODSEQ" })))),
        new(
            "CATENATE of a message that the client was not told",
            "Dovecot looks for messages of a mailbox that is open, or was not long ago, among those that it knew of then: it says NO [BADURL] of what came since, or of another URL first, and [EXPUNGEISSUED] of what went.",
            step => IsCatenate(step) && StepRecord.ConditionOf(step.RealNormal) == "NO" && StepRecord.CodeOf(step.RealNormal) is var code && (code == "[EXPUNGEISSUED]" || code.StartsWith("[BADURL", StringComparison.Ordinal))
                && (StepRecord.ConditionOf(step.FakeNormal) == "OK" || step.IsSameWith(Refusals.Same)))
        {
            PartsWays = _ => true,
        },
        new(
            "flags that the client was not told",
            "Dovecot searches by the flags that the client was told last, looks for changes up to then (CHANGEDSINCE), and expunges what was \\Deleted then; the fake server goes by the flags that are set (RFC 9051 sections 6.4.3 and 6.4.4). Only messages may differ whose new flags are told in that step, or, with CHANGEDSINCE, no more than others have touched.",
            step => step.Untold.Flagged > 0 && (IsSearchByOldFlags(step) || IsChangedSinceOldFlags(step) || IsExpungeByOldFlags(step)))
        {
            PartsWays = step => step.Verb.EndsWith("EXPUNGE", StringComparison.Ordinal) || SearchDifferences.Saves(step),
        },
        new(
            "flags of what came in IDLE",
            "Of a message that came while the client was idle, the fake server has told new flags in IDLE, too. Dovecot waits half a second and tells them with the next command. The flags are the same.",
            step => step.ToldInIdle.Count > 0 && WithoutToldInIdle(step).IsSame)
        {
            IsRare = true,
        },
        new(
            "last words of a mailbox that is gone",
            "A client whose mailbox is deleted or renamed hears BYE from both. Dovecot answers what it can before, or says NO or BAD and BYE with the next command, or its process ends with a fault; and in IDLE it finds out later.",
            step => (step is { IsWrong: true, Untold.IsGone: true, RealNormal: [.., { Word: "BYE" }] } && StepRecord.ConditionOf(step.FakeNormal) == "BAD") || (step.Untold.IsGone && step.Fake.Ending == Ending.Closed && step.Fake.Replies is [.., var last] && last.StartsWith("* BYE", StringComparison.Ordinal)
                && ((step.Real.Replies is [.., var word] && word.StartsWith("* BYE", StringComparison.Ordinal))
                    || StepRecord.ConditionOf(step.RealNormal) is "NO" or "BAD" || step.Real.Ending == Ending.Silence || (step.Real.Ending == Ending.Closed && step.Real.Replies.Count == 0) || IsIdle(step))))
        {
            PartsWays = _ => true,
        },
        new(
            "conditional STORE after EXAMINE",
            "Both refuse it. Dovecot tells news with that.",
            step => step.Untold.Any && step.Verb.EndsWith("STORE", StringComparison.Ordinal) && step.Text.Contains("UNCHANGEDSINCE", StringComparison.Ordinal) && StepRecord.ConditionOf(step.FakeNormal) is "NO" or "BAD"
                && step.FakeNormal.All(reply => reply.Tag != "*" || reply.Code?.Name == "HIGHESTMODSEQ") && step.IsSameWith(reply => reply.Tag == "*" ? null : Refusals.Same(reply)))
        {
            PartsWays = _ => true,
        },
    ];

    /// <summary>CLOSE says nothing of what it expunges, and expunges by the flags that each server goes by.</summary>
    public static bool ClosesWithOldFlags(StepRecord step) => step.Untold.Flagged > 0 && step.Verb == "CLOSE";

    public static bool IsCatenate(StepRecord step) => step.Text.Contains("CATENATE", StringComparison.OrdinalIgnoreCase);

    private static bool IsSearchByOldFlags(StepRecord step) =>
        SearchDifferences.IsSearch(step) && SearchDifferences.AsksForFlags(step) && FoundMessages.MayHangOn(FlagNews(step), step) && step.IsSameWith(FoundMessages.Without);

    private static bool IsChangedSinceOldFlags(StepRecord step) =>
        step.Verb.EndsWith("FETCH", StringComparison.Ordinal) && step.Text.Contains("CHANGEDSINCE", StringComparison.OrdinalIgnoreCase)
        && Rows(step.FakeNormal).Concat(Rows(step.RealNormal)).Distinct().Count() <= step.Untold.Flagged && step.IsSameWith(reply => reply.Word == "FETCH" ? null : reply);

    private static bool IsExpungeByOldFlags(StepRecord step) =>
        step.Verb.EndsWith("EXPUNGE", StringComparison.Ordinal) && StepRecord.ConditionOf(step.FakeNormal) == "OK" && StepRecord.ConditionOf(step.RealNormal) == "OK"
        && Math.Abs(step.FakeNormal.Count(reply => reply.Word == "EXPUNGE") - step.RealNormal.Count(reply => reply.Word == "EXPUNGE")) <= FlagNews(step).Count;

    private static bool IsIdle(StepRecord step) => step.Verb.Length == 0 || step.Verb == "IDLE";

    private static IEnumerable<ulong> Rows(IEnumerable<Reply> replies) => replies.Where(reply => reply.Word == "FETCH").Select(reply => reply.Number ?? 0);

    /// <summary>The messages of whose flags is told, as of those that others have changed, and those that are told to be gone with what was changed.</summary>
    private static HashSet<ulong> FlagNews(StepRecord step) =>
        [.. step.RealNormal.Where(reply => reply.Word == "EXPUNGE").Select(reply => reply.Number ?? 0), .. Rows(step.FakeNormal.Concat(step.RealNormal).Where(reply => reply is { Word: "FETCH", Nodes: [_, _, Node.List { Items: var items }] } && IsOfState(items)))];

    /// <summary>The step without rows of state alone that one server tells and the other one does not.</summary>
    private static StepRecord WithoutExtraRows(StepRecord step) => step with
    {
        FakeNormal = [.. step.FakeNormal.Where(reply => !IsRowOfState(reply) || step.RealNormal.Contains(reply))],
        RealNormal = [.. step.RealNormal.Where(reply => !IsRowOfState(reply) || step.FakeNormal.Contains(reply))],
    };

    private static bool IsRowOfState(Reply reply) => reply is { Word: "FETCH", Nodes: [_, _, Node.List { Items: var items }] } && items.Where((_, at) => at % 2 == 0).All(name => State.Any(name.IsAtom));

    private static StepRecord WithoutToldInIdle(StepRecord step) => step with
    {
        RealNormal = [.. step.RealNormal.Where(reply => reply is not { Word: "FETCH", Number: { } number, Nodes: [_, _, Node.List { Items: var items }] } || !IsOfState(items)
            || step.ToldInIdle.GetValueOrDefault(number) != IdleNews.FlagsIn(reply) || step.FakeNormal.Contains(reply))],
    };

    private static bool IsOfState(IReadOnlyList<Node> items) => items.Count > 1 && items.Where((_, at) => at % 2 == 0).All(name => State.Any(name.IsAtom)) && items.Any(name => name.IsAtom("FLAGS"));
}
