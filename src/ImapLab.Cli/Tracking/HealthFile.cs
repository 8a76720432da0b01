using System.Text.Json;
using ImapLab.Tracking.Accounts;
using Microsoft.Extensions.Hosting;

namespace ImapLab.Cli.Tracking;

/// <summary>
/// Writes how the accounts are doing into a file, every few seconds: a file that is old tells of a process that hangs. It
/// is replaced whole, so that a reader never sees half of it.
/// </summary>
internal sealed class HealthFile(string path, IReadOnlyList<AccountService> accounts) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            do
                Write();
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            Write();
        }
    }

    private void Write()
    {
        var healths = accounts.Select(account => account.Health).ToList();
        var now = TimeProvider.System.GetUtcNow();
        var text = JsonSerializer.Serialize(
            new { at = now, live = healths.TrueForAll(health => health.IsLive), accounts = healths.Select(Describe) },
            Indented);
        var draft = path + ".new";
        try
        {
            File.WriteAllText(draft, text + "\n");
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"imaplab: --health {path}: {unwritable.Message}");
        }
    }

    private static object Describe(TrackerHealth health) => new
    {
        account = health.Account,
        live = health.IsLive,
        activity = ActivityText.Of(health.Activity),
        since = health.At,
        connections = health.Connections,
        lastPass = health.LastPass,
        trouble = health.Trouble,
        foldersAside = health.FoldersAside,
    };
}
