using ImapLab.Benchmarks.Reports;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks;

/// <summary>Both servers side by side: each row is measured on one, then on the other, then the next row; and all of it again.</summary>
internal sealed class BenchmarkRun(BenchmarkOptions options)
{
    /// <returns>The table, as Markdown.</returns>
    public async Task<string> MeasureAsync()
    {
        var sites = new List<Site>();
        try
        {
            if (options.Servers.Contains("dovecot"))
                await AddDovecotAsync(sites).ConfigureAwait(false);
            if (options.Servers.Contains("imaplab"))
                Add(sites, await ImapLabBenchServer.StartAsync().ConfigureAwait(false));
            return Measure(sites).ToMarkdown(options.Rows);
        }
        finally
        {
            foreach (var site in sites)
                await site.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task AddDovecotAsync(List<Site> sites)
    {
        if (DovecotBenchServer.IsInstalled)
            Add(sites, await DovecotBenchServer.StartAsync().ConfigureAwait(false));
        else
            await Console.Error.WriteLineAsync("Dovecot is not installed (Debian: dovecot-imapd); ImapLab is measured alone.").ConfigureAwait(false);
    }

    private void Add(List<Site> sites, BenchServer server)
    {
        var site = new Site(server, options.Messages);
        sites.Add(site);
        Console.Error.WriteLine($"{server.Name}: filling INBOX with {options.Messages} messages took {Site.Time(site.Fill):N0} ms");
    }

    private ResultTable Measure(List<Site> sites)
    {
        var table = new ResultTable();
        for (var repetition = 1 - options.WarmUps; repetition <= options.Repetitions; repetition++)
        {
            foreach (var row in options.Rows)
            {
                foreach (var site in sites)
                {
                    var value = row.Measure(site);
                    Console.Error.WriteLine($"{(repetition < 1 ? "warm-up" : $"{repetition}")} {row.Id} {site.Server.Name}: {value:F2} {row.Unit}");
                    if (repetition >= 1)
                        table.Add(row, site.Server.Name, value);
                }
            }
        }

        return table;
    }
}
