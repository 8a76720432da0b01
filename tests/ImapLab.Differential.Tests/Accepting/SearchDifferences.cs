using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>SEARCH, SORT and THREAD.</summary>
internal static partial class SearchDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "THREAD by numbers in an empty mailbox",
            "Dovecot's process ends with a fault, also where more of the command is wrong. RFC 5256 section 3 has such a THREAD find nothing, and the fake server says so.",
            step => step.Verb.EndsWith("THREAD", StringComparison.Ordinal) && step.Real.Ending == Ending.Closed && (StepRecord.ConditionOf(step.FakeNormal) == "OK" || (step.IsWrong && Sets().IsMatch(step.Text))) && FoundMessages.In(step.FakeNormal).Count == 0)
        {
            PartsWays = _ => true,
        },
        new(
            "expunges with a search by numbers",
            "A UID SEARCH by numbers holds expunges back (RFC 9051 section 6.4.9). Dovecot looks whether there are any when it has left out what decides nothing, as in OR ALL 1 or 1 2, and tells them; and UID THREAD tells them in any case. What is found is the same.",
            step => step.Untold.Expunged > 0 && IsSearch(step) && step.Verb.StartsWith("UID ", StringComparison.Ordinal) && Sets().IsMatch(step.Text) && step.FakeNormal.All(reply => reply.Word != "EXPUNGE")
                && step.IsSameWith(reply => reply.Word is "EXPUNGE" or "VANISHED" or "RECENT" or "EXISTS" ? null : reply))
        {
            PartsWays = _ => true,
            IsRare = true,
        },
        new(
            "ESEARCH by MODSEQ",
            "To SEARCH RETURN (SAVE) by MODSEQ Dovecot says ESEARCH with MODSEQ at most, of which RFC 5182 section 2.2 has none; and where PARTIAL names a stretch beyond the results it leaves out MODSEQ. What is found is the same.",
            step => IsSearch(step) && step.Text.Contains("MODSEQ", StringComparison.OrdinalIgnoreCase)
                && (step.IsSameWith(reply => reply.Word == "ESEARCH" && reply.ToString().Contains(" NIL)", StringComparison.Ordinal) ? reply with { Nodes = [.. WithoutModSeq(reply.Nodes)] } : reply)
                    || (step.Text.Contains("(SAVE)", StringComparison.OrdinalIgnoreCase) && step.IsSameWith(reply => IsWithoutResult(reply) ? null : reply)))),
        new(
            "what is gone, searched by its content",
            "A search by what stands in messages: of those that others have expunged Dovecot finds what its cache still tells of, the fake server none, and says [EXPUNGEISSUED], or tells the expunge at once. No others may be missing.",
            step => step.Untold.Expunged > 0 && IsSearch(step) && TellsOfGone(step.FakeNormal) && FoundMessages.Difference(step) <= step.Untold.Expunged && step.IsSameWith(reply => FoundMessages.Without(reply) is { } kept ? Completed(kept) : null))
        {
            PartsWays = Saves,
        },
        new(
            "place of what is gone",
            "SORT and THREAD: Dovecot places what others have expunged by what its cache still has, the fake server by what stood in it. The messages are the same, and no others change places.",
            step => step.Untold.Expunged > 0 && IsSearch(step) && FoundMessages.Moved(step) is > 0 and var moved && moved <= step.Untold.Expunged && step.IsSameWith(reply => Completed(InOrder(reply))))
        {
            IsRare = true,
        },
        new(
            "a fault of a search that is kept up to date",
            "With some searches of RETURN (UPDATE) Dovecot's process ends with a fault when the mailbox changes, and says nothing; the fake server goes on.",
            step => step.Watches && step.Real.Ending == Ending.Closed && step.RealNormal.All(reply => reply.Tag == "+"))
        {
            PartsWays = _ => true,
        },
        new(
            "charset by its letters",
            "Dovecot passes over what is neither letter nor digit in the name of a charset; the fake server says NO [BADCHARSET].",
            step => step.IsWrong && StepRecord.CodeOf(step.FakeNormal) == "[BADCHARSET]" && StepRecord.ConditionOf(step.RealNormal) == "OK" && OddCharset().IsMatch(step.Text))
        {
            PartsWays = Saves,
        },
    ];

    public static bool IsSearch(StepRecord step) =>
        step.Verb.EndsWith("SEARCH", StringComparison.Ordinal) || step.Verb.EndsWith("SORT", StringComparison.Ordinal) || step.Verb.EndsWith("THREAD", StringComparison.Ordinal);

    /// <summary>Whether what is found hangs on flags, or on when they were changed.</summary>
    public static bool AsksForFlags(StepRecord step) => FlagKeys().IsMatch(step.Text);

    private static bool TellsOfGone(IReadOnlyList<Reply> replies) => StepRecord.CodeOf(replies) == "[EXPUNGEISSUED]" || replies.Any(reply => reply.Word is "EXPUNGE" or "VANISHED");

    /// <summary>An ESEARCH that tells nothing, or nothing but MODSEQ.</summary>
    private static bool IsWithoutResult(Reply reply) => reply.Word == "ESEARCH" && WithoutModSeq(reply.Nodes).Skip(1).All(node => node is Node.List || node.IsAtom("UID"));

    /// <summary>What <c>$</c> stands for from now on is not the same.</summary>
    public static bool Saves(StepRecord step) => step.Text.Contains("SAVE", StringComparison.OrdinalIgnoreCase) || step.Text.Contains("UPDATE", StringComparison.OrdinalIgnoreCase);

    /// <summary>A completion without the word that something was gone.</summary>
    private static Reply Completed(Reply reply) => reply.Tag != "*" && reply.Code?.Name == "EXPUNGEISSUED" ? reply.WithoutCode() : reply;

    private static IEnumerable<Node> WithoutModSeq(IReadOnlyList<Node> nodes) => nodes.Where((node, at) => !node.IsAtom("MODSEQ") && !(at > 0 && nodes[at - 1].IsAtom("MODSEQ")));

    private static Reply InOrder(Reply reply) => FoundMessages.IsTold(reply) && reply.Word is "SORT" or "THREAD"
        ? reply with { Nodes = [reply.Nodes[0], .. FoundMessages.In([reply]).Order().Select(Node.Number)] }
        : reply;

    [GeneratedRegex(@"[ (]((UN)?(ANSWERED|DELETED|DRAFT|FLAGGED|SEEN|KEYWORD)|RECENT|OLD|NEW|MODSEQ)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FlagKeys();

    [GeneratedRegex(@" \(*[\d*$][\d:*,]*\)*( |$)")]
    private static partial Regex Sets();

    [GeneratedRegex(@"(UTF|US|X)[^ ]*[^A-Za-z0-9 -]|(UTF|US|X)--|UTF8|USASCII|CHARSET [^A-Za-z0-9 ""]+( |$)", RegexOptions.IgnoreCase)]
    private static partial Regex OddCharset();
}
