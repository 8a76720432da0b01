using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>Holds the FETCH replies of a step against each other, item by item.</summary>
internal static class FetchRows
{
    /// <param name="mayDiffer">Whether an item, by its name, may have one value here and another one there.</param>
    /// <returns>How many rows differ, and only where they may; null where anything else does. A code in the completion does not count.</returns>
    public static int? Different(StepRecord step, Func<Node, Node, Node, bool> mayDiffer)
    {
        if (step.Problem is not null || step.FakeNormal.Count != step.RealNormal.Count || step.Fake.Ending != step.Real.Ending)
            return null;
        var different = 0;
        foreach (var (fake, real) in step.FakeNormal.Zip(step.RealNormal))
        {
            if (fake.Equals(real) || (fake.Tag != "*" && fake.WithoutCode().Equals(real.WithoutCode())))
                continue;
            if (fake.Word != "FETCH" || real.Word != "FETCH" || fake.Number != real.Number || !Differ(fake, real, mayDiffer))
                return null;
            different++;
        }

        return different;
    }

    private static bool Differ(Reply fake, Reply real, Func<Node, Node, Node, bool> mayDiffer) =>
        (fake.Nodes[^1], real.Nodes[^1]) is (Node.List one, Node.List other) && one.Items.Count == other.Items.Count
        && Enumerable.Range(0, one.Items.Count).All(at => one.Items[at].Equals(other.Items[at])
            || (at % 2 == 1 && one.Items[at - 1].Equals(other.Items[at - 1]) && mayDiffer(one.Items[at - 1], one.Items[at], other.Items[at])));
}
