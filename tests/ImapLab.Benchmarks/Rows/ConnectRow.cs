namespace ImapLab.Benchmarks.Rows;

/// <summary>From connecting to the end of SELECT, for a client that is ready with the mailbox.</summary>
internal sealed class ConnectRow(Target target) : BenchRow("connect", "connect + login + select", "ms", target)
{
    public override double Measure(Site site) => Site.Time(() => site.Select("INBOX").Dispose());
}
