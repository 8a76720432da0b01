using ImapLab.Benchmarks.Reports;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks.Tracker;

/// <summary>The engine in memory at each size, then its first look at a mailbox of each server.</summary>
internal sealed class TrackerRun(TrackerBenchOptions options)
{
    /// <returns>The tables, as Markdown.</returns>
    public async Task<string> MeasureAsync()
    {
        var table = new SizeTable(options.Sizes);
        foreach (var size in options.Sizes)
        {
            foreach (var (row, unit, value) in new EngineInMemory(size).Measure())
                table.Note(size, row, unit, value);
        }

        if (options.Baseline == 0)
            return table.ToString();
        var first = new SizeTable([options.Baseline]);
        await NoteAsync(first, await ImapLabBenchServer.StartAsync().ConfigureAwait(false)).ConfigureAwait(false);
        if (DovecotBenchServer.IsInstalled)
            await NoteAsync(first, await DovecotBenchServer.StartAsync().ConfigureAwait(false)).ConfigureAwait(false);
        else
            await Console.Error.WriteLineAsync("Dovecot is not installed: its figures are left out.").ConfigureAwait(false);
        return $"{table}\n{first}";
    }

    private async Task NoteAsync(SizeTable table, BenchServer server)
    {
        var site = new Site(server, options.Baseline);
        await using (site.ConfigureAwait(false))
        {
            site.Fill();
            foreach (var (row, unit, value) in await FirstBaseline.MeasureAsync(server).ConfigureAwait(false))
                table.Note(options.Baseline, $"{server.Name}: {row}", unit, value);
        }
    }
}
