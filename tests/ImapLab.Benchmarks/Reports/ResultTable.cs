using System.Globalization;
using System.Text;
using ImapLab.Benchmarks.Rows;

namespace ImapLab.Benchmarks.Reports;

/// <summary>The figures of a run as Markdown.</summary>
internal sealed class ResultTable
{
    private const string Missing = "—";

    private readonly Dictionary<(BenchRow Row, string Server), Figures> _figures = [];

    public void Add(BenchRow row, string server, double value)
    {
        if (!_figures.TryGetValue((row, server), out var figures))
            _figures.Add((row, server), figures = new Figures());
        figures.Add(value);
    }

    public string ToMarkdown(IEnumerable<BenchRow> rows)
    {
        var text = new StringBuilder("| work | Dovecot | ImapLab | ratio | target | |\n|---|---|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Work} | {Cell(row, "Dovecot")} | {Cell(row, "ImapLab")} | {Verdict(row)} |\n");
        return text.ToString();
    }

    private string Cell(BenchRow row, string server) => _figures.TryGetValue((row, server), out var figures) ? figures.ToString(row.Unit) : Missing;

    private string Verdict(BenchRow row)
    {
        if (!_figures.TryGetValue((row, "Dovecot"), out var theirs) || !_figures.TryGetValue((row, "ImapLab"), out var ours))
            return $"{Missing} | {row.Target} | ";
        var ratio = ours.Median / theirs.Median;
        return string.Create(CultureInfo.InvariantCulture, $"{ratio:G3} | {row.Target} | {(row.Target.IsMetBy(ratio) ? "met" : "missed")}");
    }
}
