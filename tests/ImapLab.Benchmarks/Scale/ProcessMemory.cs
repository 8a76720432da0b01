using System.Globalization;

namespace ImapLab.Benchmarks.Scale;

/// <summary>What a process takes of the machine's memory, as Linux counts it: all that is resident, shared libraries too.</summary>
internal sealed class ProcessMemory(int process)
{
    /// <summary>In MB.</summary>
    public double Now => Read("VmRSS:");

    /// <summary>The most that it ever was, in MB.</summary>
    public double Peak => Read("VmHWM:");

    private double Read(string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        var kilobytes = line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }
}
