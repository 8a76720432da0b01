using System.Text.RegularExpressions;
using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>FETCH, APPEND, and mod-sequences.</summary>
internal static partial class MessageDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "part of an empty header",
            "Of the line end that stands for no fields, Dovecot gives the first octet where the second is asked for.",
            step => step.Text.Contains("<1.", StringComparison.Ordinal) && step.IsSameWith(reply => reply.Map(WithoutPartOfLineEnd))),
        new(
            "first use of mod-sequences",
            "What is the first use of mod-sequences, after which HIGHESTMODSEQ is told once, is a matter of which part of a command is looked at: Dovecot passes over a search by MODSEQ whose other keys find nothing, and takes for one what it then refuses. All else that is told is the same.",
            step => SpeaksOfModSeqs().IsMatch(step.Text) && step.IsSameWith(reply => IsHighest(reply) ? null : Refusals.Same(reply)))
        {
            PartsWays = _ => true,
        },
        new(
            "first use of mod-sequences by others",
            "Whether somebody has asked for mod-sequences of a mailbox before, by STATUS or with an APPEND to it, one of Dovecot's processes may know and another one not: SELECT by a client that has not shown yet that it knows of them tells HIGHESTMODSEQ or does not.",
            step => step is { Verb: "SELECT" or "EXAMINE", KnowsModSeqs: false } && !SpeaksOfModSeqs().IsMatch(step.Text) && step.IsSameWith(reply => IsHighest(reply) ? null : reply))
        {
            PartsWays = _ => true,
        },
        new(
            "part of a part without parts",
            "Dovecot lets BODY[2.1] name part 2 where that has no parts; RFC 9051 section 6.4.5.1 gives such numbers to the parts of multiparts only.",
            step => IsFetch(step) && step.IsSameWith(reply => reply.Map(WithoutDeepParts))),
        new(
            "out of range before *",
            "Dovecot takes a set such as 5,3:4,* although there is no message 5, or ends where it cannot, also with a fault; RFC 9051 section 6.4.5 has it BAD.",
            step => SetBeforeStar().IsMatch(step.Text) && (StepRecord.ConditionOf(step.FakeNormal) == "BAD" || (step.Real.Ending == Ending.Closed && step.RealNormal.Count == 0)))
        {
            PartsWays = _ => true,
        },
        new(
            "an item with brackets, and a modifier",
            "Dovecot cannot read FETCH 1 BODY[…]<a.b> (CHANGEDSINCE …) and FETCH 1 PREVIEW (CHANGEDSINCE …), without brackets around the item: BAD; RFC 7162 section 3.1.4.1 allows it.",
            step => IsFetch(step) && ItemAndModifier().IsMatch(step.Text) && StepRecord.ConditionOf(step.FakeNormal) == "OK" && StepRecord.ConditionOf(step.RealNormal) == "BAD")
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
            "MODSEQ after NOTIFY",
            "A client with CONDSTORE that has said NOTIFY is told no MODSEQ by Dovecot where its FETCH sets \\Seen; RFC 7162 section 3.2.4 has it told, and the fake server tells it. All else is the same.",
            step => IsFetch(step) && step.HasNotified && (step with { FakeNormal = [.. step.FakeNormal.Where(reply => !IsModSeqAlone(reply))] }).IsSame)
        {
            IsRare = true,
        },
        new(
            "addresses with a mistake",
            "Of an address that RFC 5322 does not allow, as parts of messages that CATENATE puts together have it, Dovecot says SYNTAX_ERROR, and MISSING_MAILBOX or MISSING_DOMAIN; the fake server tells what there is of it.",
            step => IsFetch(step) && FetchRows.Different(step, (item, _, real) => item.IsAtom("ENVELOPE") && real.ToString().Contains("SYNTAX_ERROR", StringComparison.Ordinal)) > 0)
        {
            IsRare = true,
        },
        new(
            "blank line of a header without a body",
            "A message that CATENATE makes of a text alone may have neither blank line nor body: HEADER.FIELDS of it ends with a blank line in Dovecot, and has none here (RFC 9051 section 6.4.5).",
            step => IsFetch(step) && FetchRows.Different(step, (item, fake, real) => item.ToString().StartsWith("BODY[HEADER.FIELDS (", StringComparison.Ordinal) && fake is Node.Text { Value: "" } && real is Node.Text { Value: "\r\n" }) > 0)
        {
            IsRare = true,
        },
        new(
            "sizes and previews",
            "BINARY.SIZE of a multipart within a multipart counts with Dovecot the line end after its closing delimiter (two octets more), and that of what is damaged is 2^64 - 1; and once somebody has asked for previews, PREVIEW (LAZY) of what came later is made already, where the fake server says NIL.",
            step => IsFetch(step) && FetchRows.Different(step, IsOtherSizeOrPreview) > 0),
        new(
            "BINARY of what cannot be decoded",
            "Dovecot says NO [PARSE] of a part whose encoding is damaged; the fake server decodes what there is (RFC 2045 section 6.8).",
            step => IsFetch(step) && step.Text.Contains("BINARY", StringComparison.OrdinalIgnoreCase) && StepRecord.ConditionOf(step.FakeNormal) == "OK" && StepRecord.CodeOf(step.RealNormal) == "[PARSE]")
        {
            PartsWays = _ => true,
            IsRare = true,
        },
        new(
            "CATENATE of a part that there is not",
            "Dovecot appends nothing in its place and says OK; RFC 4469 section 4.1 has it NO [BADURL].",
            step => GoneDifferences.IsCatenate(step) && StepRecord.CodeOf(step.FakeNormal).StartsWith("[BADURL", StringComparison.Ordinal) && StepRecord.ConditionOf(step.RealNormal) == "OK")
        {
            PartsWays = _ => true,
        },
    ];

    private static bool IsHighest(Reply reply) => reply.Tag == "*" && reply.Code?.Name == "HIGHESTMODSEQ";

    private static bool IsOtherSizeOrPreview(Node item, Node fake, Node real) => item.ToString().StartsWith("BINARY.SIZE", StringComparison.Ordinal)
        ? fake.AsNumber() + 2 == real.AsNumber() || real.AsNumber() == ulong.MaxValue
        : (item.IsAtom("PREVIEW") || item.IsAtom("SNIPPET")) && fake.IsAtom("NIL");

    private static bool IsModSeqAlone(Reply reply) => reply is { Word: "FETCH", Nodes: [_, _, Node.List { Items: var items }] }
        && items.Where((_, at) => at % 2 == 0).All(name => name.IsAtom("MODSEQ") || name.IsAtom("UID")) && items.Any(name => name.IsAtom("MODSEQ"));

    private static bool IsFetch(StepRecord step) => step.Verb is "FETCH" or "UID FETCH";

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

    [GeneratedRegex("UNCHANGEDSINCE|CHANGEDSINCE|MODSEQ|CONDSTORE", RegexOptions.IgnoreCase)]
    private static partial Regex SpeaksOfModSeqs();

    [GeneratedRegex(@"^(BODY|BINARY|BINARY\.SIZE)\[(\d+\.)+1(\.|\])")]
    private static partial Regex DeepPart();

    [GeneratedRegex(@"(\](<[^>]*>)?|PREVIEW|SNIPPET) \((CHANGEDSINCE)", RegexOptions.IgnoreCase)]
    private static partial Regex ItemAndModifier();

    [GeneratedRegex(@" [\d:*,]*\d[\d:,]*,\*( |$)")]
    private static partial Regex SetBeforeStar();
}
