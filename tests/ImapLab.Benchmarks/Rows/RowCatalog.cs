namespace ImapLab.Benchmarks.Rows;

/// <summary>The table, row by row, with the ratios to Dovecot that are aimed at.</summary>
internal static class RowCatalog
{
    public static readonly IReadOnlyList<BenchRow> Rows =
    [
        new NoopRow(Target.Rate(1.4)),
        new CommandRow("search", "UID SEARCH ALL", Target.Time(0.3)),
        new CommandRow("flags", "UID FETCH 1:* (FLAGS)", Target.Time(0.4)),
        new CommandRow("envelope", "UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)", Target.Time(0.2)),
        new CommandRow("body", "UID FETCH 1:5000 (BODY.PEEK[])", Target.Time(0.7)),
        new ConnectRow(Target.Time(0.2)),
        new FanOutRow(Target.Time(0.005)),
        new ExpungeRow("expunge", "EXPUNGE of all with an idle watcher", whole: false, Target.Time(0.5)),
        new ExpungeRow("expunge-told", "the same, until the watcher knows it all", whole: true, Target.Time(0.5)),
        new AppendRow(Target.Rate(150)),
    ];
}
