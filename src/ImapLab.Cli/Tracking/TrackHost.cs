using ImapLab.Tracking.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Tracking;

/// <summary>Runs the accounts of a plan side by side until they are done or the process is asked to stop.</summary>
internal sealed class TrackHost(IReadOnlyList<AccountService> accounts, bool once, IHostApplicationLifetime lifetime, ILogger<TrackHost> logger) : BackgroundService
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(0.8);

    /// <summary>What it came to.</summary>
    public int ExitCode { get; private set; }

    /// <exception cref="BadInputException">A state file, or a file to write to, cannot be used.</exception>
    public static async Task<int> RunAsync(TrackPlan plan, CancellationToken cancellationToken)
    {
        using var trace = WireTrace.Open(plan.Trace);
        using var output = Console.OpenStandardOutput();
        using var sink = new JsonLinesSink(output);
        var stores = new List<ITrackerStore>();
        try
        {
            foreach (var account in plan.Accounts)
                stores.Add(account.OpenStore());
            return await RunAsync(plan, stores, sink, trace, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var codes = await Task.WhenAll(accounts.Select(account => Task.Run(
                () => once ? account.SyncAsync(stoppingToken) : account.FollowAsync(stoppingToken), CancellationToken.None))).ConfigureAwait(false);
            ExitCode = codes.Max();
        }
        catch (OutputClosedException closed)
        {
            // Nobody reads any more: the events stay in the state files for the next time.
            logger.LogOutputClosed(closed.Message);
            ExitCode = ExitCodes.Inconclusive;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private static async Task<int> RunAsync(TrackPlan plan, List<ITrackerStore> stores, JsonLinesSink sink, WireTrace? trace, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(plan.LogLevel).AddProvider(new StderrLogs(plan.LogLevel));
        // The host's own lines say what no user of a command line asks for.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        var deliveries = new List<Deliveries>();
        builder.Services.AddSingleton<IReadOnlyList<AccountService>>(services =>
        {
            var log = services.GetRequiredService<ILogger<AccountService>>();
            deliveries.AddRange(plan.Accounts.Select((account, at) =>
                new Deliveries(stores[at].Log, plan.Webhooks, plan.ParkAfter, note => AccountService.Note(log, account.Name, note))));
            return [.. plan.Accounts.Select((account, at) => new AccountService(
                account with { Server = account.Server with { Trace = trace is null ? null : trace.NewLogger } },
                stores[at],
                sink,
                deliveries[at],
                plan.Accounts.Count == 1,
                log))];
        });
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<TrackHost>(services, plan.Once));
        builder.Services.AddHostedService(services => services.GetRequiredService<TrackHost>());
        if (plan.Health is { } file)
            builder.Services.AddHostedService(services => new HealthFile(file, services.GetRequiredService<IReadOnlyList<AccountService>>()));
        try
        {
            using var host = builder.Build();
            var run = host.Services.GetRequiredService<TrackHost>();
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
            if (run.ExecuteTask is { IsFaulted: true } broken)
                await broken.ConfigureAwait(false);
            return run.ExitCode;
        }
        finally
        {
            deliveries.ForEach(delivery => delivery.Dispose());
        }
    }
}
