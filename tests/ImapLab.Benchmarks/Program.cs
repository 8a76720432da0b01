namespace ImapLab.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/ImapLab.Benchmarks</c>: the table of docs/benchmarks.md.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) =>
        BenchmarkOptions.Command(async options => Console.Out.Write(await new BenchmarkRun(options).MeasureAsync().ConfigureAwait(false)))
            .Parse(arguments).InvokeAsync();
}
