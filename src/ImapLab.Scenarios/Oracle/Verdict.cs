namespace ImapLab.Scenarios.Oracle;

/// <summary>What a run proved of a tracker.</summary>
public abstract record Verdict
{
    /// <summary>It told the truth, all of it, once.</summary>
    public sealed record Conforms : Verdict;

    /// <summary>It did not.</summary>
    /// <param name="Why">One sentence for each thing that is wrong.</param>
    public sealed record Deviates(IReadOnlyList<string> Why) : Verdict
    {
        public override string ToString() => string.Join("; ", Why);
    }

    /// <summary>Nothing is proven: something beside the tracker's knowledge of mail went wrong.</summary>
    public sealed record Inconclusive(string Why) : Verdict
    {
        public override string ToString() => Why;
    }
}
