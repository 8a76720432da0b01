using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Normalizing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

internal static partial class MessageDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "MOVE after EXAMINE",
            "Dovecot moves messages out of a mailbox that was opened read-only; RFC 9051 section 6.3.3 permits no changes to it.",
            step => step.Verb is "MOVE" or "UID MOVE" && StepRecord.ConditionOf(step.FakeNormal) == "NO" && StepRecord.ConditionOf(step.RealNormal) == "OK")
        {
            PartsWays = _ => true,
        },
        new(
            "STATUS of what is open",
            "Dovecot tells what the client knows already, the fake server what is so; RFC 9051 section 6.3.11 has clients not ask.",
            step => step.Verb == "STATUS" && StepRecord.CodeOf(step.FakeNormal) == "[CLIENTBUG]" && (step.IsSameWith(reply => reply.Word == "STATUS" ? null : reply) || StepRecord.CodeOf(step.RealNormal) == "[EXPUNGEISSUED]")
                || (step.Verb == "LIST" && step.IsSameWith(reply => reply.Word == "STATUS" && MailboxWord.Of(reply.Nodes[1]) == step.Mailbox ? null : reply))),
        new(
            "keywords that are only named",
            "Dovecot takes a keyword that SEARCH asks for, or that STORE names for no message, for one of the mailbox's, until the mailbox is closed, but not where it sees beforehand that the search finds nothing. RFC 9051 section 7.3.1 has FLAGS tell what applies there.",
            step => step.RealNormal.Concat(step.FakeNormal).Any(reply => reply.Word == "FLAGS") && step.IsSameWith(WithoutFlags))
        {
            PartsWays = _ => true,
        },
        new(
            "messages that are gone",
            "RFC 2180 section 4 lists what servers do with messages that another client has expunged, and the standard allows. The fake server says [EXPUNGEISSUED] and nothing of them; Dovecot tells what its index and cache still have.",
            step => step.IsBehind && IsAboutMessages(step.Verb))
        {
            PartsWays = _ => true,
        },
        new(
            "flags that the client was not told",
            "Dovecot searches, and expunges, by the flags that the client was told last, the fake server by those that are set (RFC 9051 sections 6.4.3 and 6.4.4).",
            step => step.HasOldFlags && ((SearchDifferences.IsSearch(step) && step.IsSameWith(reply => WithoutFlags(reply) is { } kept ? SearchDifferences.WithoutFound(kept) : null)) || step.Verb.EndsWith("EXPUNGE", StringComparison.Ordinal)
                || (step.Text.Contains("CHANGEDSINCE", StringComparison.OrdinalIgnoreCase) && step.IsSameWith(reply => reply.Word == "FETCH" ? null : reply))))
        {
            PartsWays = step => step.Verb.EndsWith("EXPUNGE", StringComparison.Ordinal) || step.Text.Contains("SAVE", StringComparison.OrdinalIgnoreCase) || step.RealNormal.Any(reply => reply.Word == "FLAGS"),
        },
        new(
            "mod-sequences from before their first use",
            "Messages that nobody changed since somebody first asked for mod-sequences have, with Dovecot, the highest one of that moment, each time that it opens the mailbox anew.",
            step => step.Text.Contains("MODSEQ ", StringComparison.OrdinalIgnoreCase) && SearchDifferences.IsSearch(step) && step.IsSameWith(SearchDifferences.WithoutFound))
        {
            PartsWays = step => step.Text.Contains("SAVE", StringComparison.OrdinalIgnoreCase),
        },
        new(
            "part of an empty header",
            "Of the line end that stands for no fields, Dovecot gives the first octet where the second is asked for.",
            step => step.Text.Contains("<1.", StringComparison.Ordinal) && step.IsSameWith(reply => reply.Map(WithoutPartOfLineEnd))),
        new(
            "first use of mod-sequences",
            "What is the first use of mod-sequences, after which HIGHESTMODSEQ is told, is a matter of which part of a command is looked at: Dovecot passes over a SEARCH MODSEQ whose other keys find nothing, and a LIST that finds no mailbox for its STATUS, and takes for one what it then refuses.",
            step => step.IsSameWith(reply => reply.Tag == "*" && reply.Code?.Name == "HIGHESTMODSEQ" ? null : SearchDifferences.IsSearch(step) ? SearchDifferences.WithoutFound(reply) : Refusals.Same(reply)))
        {
            PartsWays = _ => true,
        },
        new(
            "part of a part without parts",
            "Dovecot lets BODY[2.1] name part 2 where that has no parts; RFC 9051 section 6.4.5.1 gives such numbers to the parts of multiparts only.",
            step => step.Verb.EndsWith("FETCH", StringComparison.Ordinal) && step.IsSameWith(reply => reply.Map(WithoutDeepParts))),
        new(
            "out of range before *",
            "Dovecot takes a set such as 5,3:4,* although there is no message 5, or ends where it cannot; RFC 9051 section 6.4.5 has it BAD.",
            step => SetBeforeStar().IsMatch(step.Text) && StepRecord.ConditionOf(step.FakeNormal) == "BAD")
        {
            PartsWays = _ => true,
        },
        new(
            "part of a section, and a modifier",
            "Dovecot cannot read BODY[…]<a.b> followed by (CHANGEDSINCE …) without brackets around the items; RFC 7162 section 3.1.4.1 allows it.",
            step => step.Verb.EndsWith("FETCH", StringComparison.Ordinal) && SectionAndModifier().IsMatch(step.Text) && StepRecord.ConditionOf(step.RealNormal) == "BAD")
        {
            PartsWays = _ => true,
        },
        new(
            "several sizes in one search",
            "Dovecot makes one comparison of several, and a wrong one: NOT LARGER 1 NOT LARGER 500 finds what is larger than 1.",
            step => SearchDifferences.IsSearch(step) && Sizes().Count(step.Text) > 1 && step.IsSameWith(SearchDifferences.WithoutFound)),
        new(
            "UNCHANGEDSINCE 0",
            "RFC 7162 section 3.1.3: it fails where the flag is set. Dovecot fails it always.",
            step => step.Text.Contains("UNCHANGEDSINCE 0", StringComparison.OrdinalIgnoreCase) && StepRecord.CodeOf(step.RealNormal).StartsWith("[MODIFIED", StringComparison.Ordinal))
        {
            PartsWays = _ => true,
        },
        new(
            "APPEND without an answer",
            "Dovecot never answers some APPENDs with a literal that waits: one with a word right after its flags, or one that follows another that it refused.",
            step => step.Verb == "APPEND" && step.Real.Ending == Ending.Silence && step.RealNormal.All(reply => reply.Tag == "+"))
        {
            PartsWays = _ => true,
        },
        new(
            "conditional STORE after EXAMINE",
            "Both say NO. Dovecot tells news with it.",
            step => step.Verb.EndsWith("STORE", StringComparison.Ordinal) && step.Text.Contains("UNCHANGEDSINCE", StringComparison.Ordinal) && StepRecord.ConditionOf(step.FakeNormal) == "NO"
                && step.IsSameWith(reply => reply.Tag == "*" ? null : reply))
        {
            PartsWays = _ => true,
        },
        new(
            "last words of a mailbox that is gone",
            "Dovecot answers what it can before it says BYE.",
            step => step.Fake.Ending == Ending.Closed && step.FakeNormal is [.., { Word: "BYE" }]
                && ((step.Real.Ending == Ending.Closed && step.RealNormal is [.., { Word: "BYE" }]) || StepRecord.ConditionOf(step.RealNormal) is "NO" or "BAD"))
        {
            PartsWays = _ => true,
        },
        new(
            "BINARY of what cannot be decoded",
            "Dovecot says NO [PARSE] of a part whose encoding is damaged, or gives 2^64 - 1 for its size; the fake server decodes what there is (RFC 2045 section 6.8).",
            step => step.Text.Contains("BINARY", StringComparison.OrdinalIgnoreCase) && (StepRecord.CodeOf(step.RealNormal) == "[PARSE]" || step.Real.Replies.Any(reply => reply.Contains("18446744073709551615", StringComparison.Ordinal))))
        {
            PartsWays = _ => true,
        },
        new(
            "CATENATE of a message that the client was not told",
            "Dovecot looks for messages of the mailbox that is open among those that the client knows.",
            step => step.Text.Contains("CATENATE", StringComparison.OrdinalIgnoreCase) && StepRecord.ConditionOf(step.FakeNormal) == "OK" && StepRecord.CodeOf(step.RealNormal).StartsWith("[BADURL", StringComparison.Ordinal))
        {
            PartsWays = _ => true,
        },
        new(
            "CATENATE of a part that there is not",
            "Dovecot appends nothing in its place; RFC 4469 section 4.1 has it NO [BADURL].",
            step => step.Text.Contains("CATENATE", StringComparison.OrdinalIgnoreCase) && StepRecord.CodeOf(step.FakeNormal).StartsWith("[BADURL", StringComparison.Ordinal) && StepRecord.ConditionOf(step.RealNormal) == "OK")
        {
            PartsWays = _ => true,
        },
        new(
            "open mailbox renamed",
            "Dovecot says BYE to a client whose mailbox another one has renamed, because its folder is no longer where it was; RFC 9051 section 6.3.6 asks for nothing of the kind.",
            step => step.Real.Ending == Ending.Closed && step.Fake.Ending == Ending.Completed && step.RealNormal is [.., { Word: "BYE" }] || step.Real.Replies.Any(reply => reply.Contains("Mailbox was deleted under us", StringComparison.Ordinal)))
        {
            PartsWays = _ => true,
        },
    ];

    /// <summary>CLOSE says nothing of what it expunges.</summary>
    public static bool ClosesWithOldFlags(StepRecord step) => step.HasOldFlags && step.Verb == "CLOSE";

    private static Reply? WithoutFlags(Reply reply) => reply is { Tag: "*", Word: "FLAGS" } || (reply.Tag == "*" && reply.Code?.Name == "PERMANENTFLAGS") ? null : reply;

    private static bool IsAboutMessages(string verb) => IsSearchOrFetch(verb) || verb.EndsWith("STORE", StringComparison.Ordinal) || verb.EndsWith("COPY", StringComparison.Ordinal) || verb.EndsWith("MOVE", StringComparison.Ordinal);

    private static bool IsSearchOrFetch(string verb) => verb.EndsWith("FETCH", StringComparison.Ordinal) || verb.EndsWith("SEARCH", StringComparison.Ordinal)
        || verb.EndsWith("SORT", StringComparison.Ordinal) || verb.EndsWith("THREAD", StringComparison.Ordinal);

    private static bool HasCode(IReadOnlyList<Reply> replies) => StepRecord.CodeOf(replies) == "[EXPUNGEISSUED]";

    /// <summary>A FETCH's items without those of parts that are named by two numbers or more and end with 1.</summary>
    private static Node WithoutDeepParts(Node node)
    {
        if (node is not Node.List list)
            return node;
        var kept = new List<Node>();
        for (var at = 0; at < list.Items.Count; at++)
        {
            if (list.Items[at] is Node.Atom item && DeepPart().IsMatch(item.Value))
                at++;
            else
                kept.Add(list.Items[at]);
        }

        return new Node.List(kept);
    }

    /// <summary>A FETCH's items without those parts of a header that are but the second octet of a line end.</summary>
    private static Node WithoutPartOfLineEnd(Node node) => node is Node.List list
        ? new Node.List([.. list.Items.Where((item, at) => !(at > 0 && item is Node.Text { Value: "\n" or "\r" } && list.Items[at - 1].ToString().EndsWith("<1>", StringComparison.Ordinal)))])
        : node;

    [GeneratedRegex(@"^(BODY|BINARY|BINARY\.SIZE)\[(\d+\.)+1(\.|\])")]
    private static partial Regex DeepPart();

    [GeneratedRegex(@"\](<[^>]*>)? \(")]
    private static partial Regex SectionAndModifier();

    [GeneratedRegex(@" [\d:*,]*\d[\d:,]*,\*( |$)")]
    private static partial Regex SetBeforeStar();

    [GeneratedRegex("LARGER|SMALLER", RegexOptions.IgnoreCase)]
    private static partial Regex Sizes();
}
