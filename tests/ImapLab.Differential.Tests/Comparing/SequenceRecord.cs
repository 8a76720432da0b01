using ImapLab.Differential.Tests.Sequences;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Comparing;

/// <summary>A sequence and what came of it, up to its end or to the first difference that nothing explains.</summary>
internal sealed record SequenceRecord(Sequence Sequence, IReadOnlyList<StepRecord> Steps)
{
    public StepRecord? Difference => Steps.Count > 0 && Steps[^1] is { IsSame: false, Accepted: null } last ? last : null;

    /// <summary>What kind of difference it is: the same for all that likely have one cause.</summary>
    public string Kind
    {
        get
        {
            if (Difference is not { } found)
                return "";
            var at = FirstDifferent(found);
            var fake = at < found.FakeNormal.Count ? found.FakeNormal[at].ToString() : $"({found.Fake.Ending})";
            var real = at < found.RealNormal.Count ? found.RealNormal[at].ToString() : $"({found.Real.Ending})";
            return $"{found.Verb}: {Shape(fake)} | {Shape(real)}{(found.Problem is null ? "" : " | mod-sequences")}";
        }
    }

    /// <summary>The same for all that show the same thing, however they come to it.</summary>
    public string Signature
    {
        get
        {
            if (Difference is not { } found)
                return "";
            var at = FirstDifferent(found);
            return $"{found.Verb} {Word(found.FakeNormal.ElementAtOrDefault(at))} {Word(found.RealNormal.ElementAtOrDefault(at))} {found.Fake.Ending} {found.Real.Ending} {found.Problem is null}";
        }
    }

    private static string Word(Reply? reply) => reply is null ? "-" : $"{(reply.Tag is "*" or "+" ? reply.Tag : "tag")} {reply.Word} {reply.Code?.Name}";

    public static int FirstDifferent(StepRecord step) =>
        step.FakeNormal.Zip(step.RealNormal).TakeWhile(pair => pair.First.Equals(pair.Second)).Count();

    private static string Shape(string reply)
    {
        var words = reply.Split(' ').Skip(1).Select(word => word.All(char.IsAsciiDigit) ? "n" : word);
        var shape = string.Join(' ', words);
        return shape.Length > 60 ? shape[..60] : shape;
    }
}
