using ImapLab.Benchmarks.Reports;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks.Scale;

/// <summary>One column for each size of INBOX, each measured on a server process of its own; one row for each thing that is measured.</summary>
internal sealed class ScaleRun(ScaleOptions options)
{
    private readonly SizeTable _table = new(options.Sizes);

    /// <returns>The table, as Markdown.</returns>
    public async Task<string> MeasureAsync()
    {
        foreach (var size in options.Sizes)
            await MeasureAsync(size).ConfigureAwait(false);
        return _table.ToString();
    }

    private async Task MeasureAsync(int size)
    {
        _table.Note(size, "one expunge in memory, one session open", "µs", ExpungeInMemory.Measure(size));
        _table.Note(size, $"idle session in process, of {options.Sessions:N0}", "KB", IdleInProcess.Measure(size, options.Sessions));

        var server = await ImapLabBenchServer.StartAsync(size).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            _table.Note(size, "process at start", "MB", server.Memory.Now);
            foreach (var (row, unit, value) in new MailboxOnWire(server, size).Measure())
                _table.Note(size, row, unit, value);
            _table.Note(size, "process after that", "MB", server.Memory.Now);
            _table.Note(size, $"idle session over TCP, of {options.Sessions:N0}", "KB", IdleOnWire.Measure(server, options.Sessions));
            _table.Note(size, "process at its most", "MB", server.Memory.Peak);
        }
    }
}
