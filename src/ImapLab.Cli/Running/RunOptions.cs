namespace ImapLab.Cli.Running;

/// <summary>What the user asked of <c>imaplab run</c>.</summary>
internal sealed record RunOptions
{
    public IReadOnlyList<string> Paths { get; init; } = [];

    public IReadOnlyList<string> Profiles { get; init; } = [];

    public string Tracker { get; init; } = "built-in";

    public string? Filter { get; init; }

    public (int Index, int Count) Shard { get; init; } = (1, 1);

    public ulong Seed { get; init; } = 1;

    public int Jobs { get; init; } = 1;

    public bool List { get; init; }

    public bool FailFast { get; init; }

    public string? JUnit { get; init; }

    public string? Json { get; init; }
}
