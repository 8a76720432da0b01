namespace ImapLab.Benchmarks.Rows;

/// <summary>One line of the table: some work, how its figure is got, and what is aimed at.</summary>
internal abstract class BenchRow(string id, string work, string unit, Target target)
{
    /// <summary>What <c>--rows</c> calls it.</summary>
    public string Id => id;

    /// <summary>What the table calls it.</summary>
    public string Work => work;

    public string Unit => unit;

    public Target Target => target;

    /// <summary>Does the work once.</summary>
    /// <returns>The figure, in <see cref="Unit"/>.</returns>
    public abstract double Measure(Site site);
}

/// <summary>The ratio of ImapLab's figure to Dovecot's that is aimed at.</summary>
internal readonly record struct Target(double Ratio, bool IsRate)
{
    /// <summary>Not more of the time than this.</summary>
    public static Target Time(double ratio) => new(ratio, IsRate: false);

    /// <summary>At least so many times the rate.</summary>
    public static Target Rate(double ratio) => new(ratio, IsRate: true);

    public bool IsMetBy(double ratio) => IsRate ? ratio >= Ratio : ratio <= Ratio;

    public override string ToString() => $"{(IsRate ? "≥" : "≤")} {Ratio}";
}
