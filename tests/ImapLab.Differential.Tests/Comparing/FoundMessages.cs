using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>What a search, a sort or a thread found, however it was told.</summary>
internal static class FoundMessages
{
    private static readonly string[] Words = ["SEARCH", "ESEARCH", "SORT", "THREAD"];

    public static bool IsTold(Reply reply) => reply.Tag == "*" && Words.Contains(reply.Word);

    /// <summary>A reply that does not tell what was found.</summary>
    public static Reply? Without(Reply reply) => IsTold(reply) ? null : reply;

    /// <summary>How many messages one side found and the other did not, as far as it can be seen.</summary>
    public static int Difference(StepRecord step)
    {
        var (fake, real) = (In(step.FakeNormal), In(step.RealNormal));
        fake.SymmetricExceptWith(real);
        return Math.Max(fake.Count, Math.Abs(Count(step.FakeNormal) - Count(step.RealNormal)));
    }

    /// <summary>Whether no other messages than these make the difference, as far as it can be seen: not by whose UIDs, but then by how many.</summary>
    /// <param name="numbers">The messages' numbers.</param>
    public static bool MayHangOn(IReadOnlySet<ulong> numbers, StepRecord step)
    {
        var differing = In(step.FakeNormal);
        differing.SymmetricExceptWith(In(step.RealNormal));
        return numbers.Count > 0 && Difference(step) <= numbers.Count && (step.Verb.StartsWith("UID ", StringComparison.Ordinal) || differing.IsSubsetOf(numbers));
    }

    /// <summary>How many messages of an answer would have to change their places for both orders to be one.</summary>
    public static int Moved(StepRecord step)
    {
        var (fake, real) = (step.FakeNormal.Where(IsTold).SelectMany(Numbers).ToList(), step.RealNormal.Where(IsTold).SelectMany(Numbers).ToList());
        var longest = new List<int>();
        foreach (var place in fake.Select(number => real.IndexOf(number)))
        {
            var at = longest.FindIndex(end => end >= place);
            if (at < 0)
                longest.Add(place);
            else
                longest[at] = place;
        }

        return fake.Count - longest.Count;
    }

    public static HashSet<ulong> In(IEnumerable<Reply> replies) => [.. replies.Where(IsTold).SelectMany(Numbers)];

    private static IEnumerable<ulong> Numbers(Reply reply) => reply.Word == "ESEARCH"
        ? reply.Nodes.Where((_, at) => at > 0 && reply.Nodes[at - 1].IsAtom("ALL")).SelectMany(set => Set(set.ToString()))
        : reply.Nodes.Skip(1).SelectMany(Numbers);

    private static IEnumerable<ulong> Numbers(Node node) => node switch
    {
        Node.List { Items: [Node.Atom { Value: "MODSEQ" }, ..] } => [],
        Node.List list => list.Items.SelectMany(Numbers),
        _ => node.AsNumber() is { } number ? [number] : [],
    };

    private static int Count(IEnumerable<Reply> replies) =>
        (int)(replies.Where(IsTold).SelectMany(reply => reply.Nodes.Where((_, at) => at > 0 && reply.Nodes[at - 1].IsAtom("COUNT"))).FirstOrDefault()?.AsNumber() ?? 0);

    private static IEnumerable<ulong> Set(string text)
    {
        foreach (var range in text.Split(','))
        {
            var ends = range.Split(':').Select(end => ulong.TryParse(end, out var number) ? number : 0).ToList();
            for (var number = ends[0]; number <= ends[^1]; number++)
                yield return number;
        }
    }
}
