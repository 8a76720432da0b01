using System.Globalization;
using System.Text;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks.Scale;

/// <summary>One column for each size of INBOX, each measured on a server process of its own; one row for each thing that is measured.</summary>
internal sealed class ScaleRun(ScaleOptions options)
{
    private readonly List<string> _rows = [];
    private readonly Dictionary<(string Row, int Size), string> _cells = [];

    /// <returns>The table, as Markdown.</returns>
    public async Task<string> MeasureAsync()
    {
        foreach (var size in options.Sizes)
            await MeasureAsync(size).ConfigureAwait(false);
        return Table();
    }

    private async Task MeasureAsync(int size)
    {
        Note(size, "one expunge in memory, one session open", "µs", ExpungeInMemory.Measure(size));
        Note(size, $"idle session in process, of {options.Sessions:N0}", "KB", IdleInProcess.Measure(size, options.Sessions));

        var server = await ImapLabBenchServer.StartAsync(size).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            Note(size, "process at start", "MB", server.Memory.Now);
            foreach (var (row, unit, value) in new MailboxOnWire(server, size).Measure())
                Note(size, row, unit, value);
            Note(size, "process after that", "MB", server.Memory.Now);
            Note(size, $"idle session over TCP, of {options.Sessions:N0}", "KB", IdleOnWire.Measure(server, options.Sessions));
            Note(size, "process at its most", "MB", server.Memory.Peak);
        }
    }

    private void Note(int size, string row, string unit, double value)
    {
        var text = $"{value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture)} {unit}";
        Console.Error.WriteLine($"{size:N0}: {row}: {text}");
        if (!_rows.Contains(row))
            _rows.Add(row);
        _cells[(row, size)] = text;
    }

    private string Table()
    {
        var text = new StringBuilder("| messages in INBOX |");
        foreach (var size in options.Sizes)
            text.Append(CultureInfo.InvariantCulture, $" {size:N0} |");
        text.Append("\n|---|").Insert(text.Length, "---|", options.Sizes.Count).Append('\n');
        foreach (var row in _rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row} | {string.Join(" | ", options.Sizes.Select(size => _cells[(row, size)]))} |\n");
        return text.ToString();
    }
}
