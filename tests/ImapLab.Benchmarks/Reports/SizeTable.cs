using System.Globalization;
using System.Text;

namespace ImapLab.Benchmarks.Reports;

/// <summary>One column for each size of a mailbox, one row for each thing that is measured; what is noted is shown at once, too.</summary>
internal sealed class SizeTable(IReadOnlyList<int> sizes)
{
    private readonly List<string> _rows = [];
    private readonly Dictionary<(string Row, int Size), string> _cells = [];

    public void Note(int size, string row, string unit, double value)
    {
        var text = $"{value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture)} {unit}";
        Console.Error.WriteLine($"{size:N0}: {row}: {text}");
        if (!_rows.Contains(row))
            _rows.Add(row);
        _cells[(row, size)] = text;
    }

    /// <returns>Markdown; what was not measured at a size is a dash.</returns>
    public override string ToString()
    {
        var text = new StringBuilder("| messages in INBOX |");
        foreach (var size in sizes)
            text.Append(CultureInfo.InvariantCulture, $" {size:N0} |");
        text.Append("\n|---|").Insert(text.Length, "---|", sizes.Count).Append('\n');
        foreach (var row in _rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row} | {string.Join(" | ", sizes.Select(size => _cells.GetValueOrDefault((row, size), "–")))} |\n");
        return text.ToString();
    }
}
