namespace ImapLab.Benchmarks.Rows;

/// <summary>One command on a session that has INBOX open, from the first byte sent to the last of its answer.</summary>
internal sealed class CommandRow(string id, string command, Target target) : BenchRow(id, $"`{command}`", "ms", target)
{
    public override double Measure(Site site) => Site.Time(() => site.Session.Run(command));
}
