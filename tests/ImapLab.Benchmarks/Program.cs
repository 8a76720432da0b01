using ImapLab.Benchmarks.Scale;
using ImapLab.Benchmarks.Tracker;

namespace ImapLab.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/ImapLab.Benchmarks</c>: the tables of docs/benchmarks.md, <c>-- scale</c> the second, <c>-- tracker</c> the third.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) =>
        BenchmarkOptions.Command(
                async options => Console.Out.Write(await new BenchmarkRun(options).MeasureAsync().ConfigureAwait(false)),
                ScaleCommand.Build(async options => Console.Out.Write(await new ScaleRun(options).MeasureAsync().ConfigureAwait(false))),
                TrackerCommand.Build(async options => Console.Out.Write(await new TrackerRun(options).MeasureAsync().ConfigureAwait(false))))
            .Parse(arguments).InvokeAsync();
}
