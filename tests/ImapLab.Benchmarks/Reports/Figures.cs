using System.Globalization;

namespace ImapLab.Benchmarks.Reports;

/// <summary>What one server needed for one row, each time it was measured.</summary>
internal sealed class Figures
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>The median, and the least and the most, which say how much noise there was.</summary>
    public string ToString(string unit) => $"{Number(Median)} {unit} ({Number(_values.Min())}–{Number(_values.Max())})";

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
