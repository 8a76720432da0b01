using System.Diagnostics;
using ImapLab.Benchmarks.Servers;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;
using MailKit.Security;

namespace ImapLab.Benchmarks.Tracker;

/// <summary>A tracker with a new state file looks at an account for the first time, and again when nothing has changed.</summary>
internal static class FirstBaseline
{
    public static async Task<IReadOnlyList<(string Row, string Unit, double Value)>> MeasureAsync(BenchServer server)
    {
        var folder = Directory.CreateTempSubdirectory("imaplab-bench-");
        try
        {
            // The first time is for the compiler.
            await SyncAsync(server, Path.Combine(folder.FullName, "warm-up.db")).ConfigureAwait(false);
            var file = Path.Combine(folder.FullName, "state.db");
            var first = await SyncAsync(server, file).ConfigureAwait(false);
            var size = new FileInfo(file).Length;
            var again = await SyncAsync(server, file).ConfigureAwait(false);
            return [("first look, identities and all", "ms", first), ("state file", "MB", size / 1e6), ("a look when nothing has changed", "ms", again)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> SyncAsync(BenchServer server, string file)
    {
        var connector = new MailKitConnector(
            new MailKitOptions
            {
                Host = "127.0.0.1",
                Port = server.EndPoint.Port,
                Security = SecureSocketOptions.None,
                User = server.User,
                Password = server.Password,
            },
            TimeProvider.System);
        using var store = SqliteTrackerStore.Open(file);
        var tracker = new AccountTracker(connector, store, new Nobody(), new TrackerOptions { Account = server.User }, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        await tracker.SyncAsync(CancellationToken.None).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private sealed class Nobody : IEventSink
    {
        public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
