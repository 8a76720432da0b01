namespace ImapLab.Differential.Tests.Sequences;

/// <summary>What one to three clients of one account do, one step at a time.</summary>
/// <param name="Name">A file of Cases/, or the seed that it was drawn from.</param>
internal sealed record Sequence(string Name, IReadOnlyList<Step> Steps)
{
    public Sequence With(IEnumerable<Step> steps) => this with { Steps = [.. steps] };
}
