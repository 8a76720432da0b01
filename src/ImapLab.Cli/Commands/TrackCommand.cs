using System.CommandLine;
using ImapLab.Cli.Tracking;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab track</c>: the tracking engine against any server.</summary>
internal static class TrackCommand
{
    private const string Example = """


        Example:
          IMAP_PASSWORD=secret imaplab track --host imap.example.test --user user@example.test \
            --password-env IMAP_PASSWORD --state user.db --follow

        Events go to stdout, one JSON object a line; each is told once. After a crash the event that was being told
        may come again, with the same eventId.

        With --webhook they are posted, too. What a webhook does not take waits in the state file, folder by folder;
        `imaplab events` shows what was told and what waits, and replays it.
        """;

    public static Command Build()
    {
        var connection = new ConnectionOptions();
        var state = new Option<string?>("--state") { Description = "The SQLite file that remembers what was told. Default: nothing is remembered.", HelpName = "FILE" };
        var once = new Option<bool>("--once") { Description = "Look once, tell what changed since the last time, and end." };
        var follow = new Option<bool>("--follow") { Description = "Go on until stopped. The default." };
        var folders = new Option<string[]>("--folder") { Description = "Track only folders that fit a pattern with * and ?. May be repeated.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
        var poll = new Option<int>("--poll") { Description = "How often all folders are looked at, in seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => 120 };
        var telling = new TellingOptions();
        var history = new Option<int>("--history-days") { Description = "How long the state file keeps what was told and what was known of deleted messages. 0 keeps only what is not delivered yet.", HelpName = "DAYS", DefaultValueFactory = _ => 30 };
        var alarm = new Option<int>("--mass-deletion") { Description = "Tell massDeletion, too, when more than so many messages of a folder go within a minute. 0 for never.", HelpName = "COUNT", DefaultValueFactory = _ => 50 };
        var parkAfter = new Option<int>("--webhook-park-after") { Description = "Set an event aside that a webhook has refused for so long, so that its folder's others get their turn.", HelpName = "HOURS", DefaultValueFactory = _ => 24 };
        var webhook = new WebhookOption();
        var trace = new Option<string?>("--trace") { Description = "Write the conversation with the server to a file, without the password.", HelpName = "FILE" };
        var command = new Command("track", "Follow an account on any IMAP server and tell what changes." + Example + TellingOptions.Examples) { state, once, follow, folders, poll, history, alarm, trace };
        telling.AddTo(command);
        connection.AddTo(command);
        webhook.AddTo(command);
        command.Add(parkAfter);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(once) && parsed.GetValue(follow))
                throw new BadInputException("--once and --follow: expected one of them.");
            CheckRange(parsed, poll, 1, 86_400, "seconds");
            CheckRange(parsed, history, 0, 36_500, "days");
            CheckRange(parsed, alarm, 0, 1_000_000_000, "messages");
            CheckRange(parsed, parkAfter, 1, 8760, "hours");
            var webhooks = webhook.Read(parsed);
            if (webhooks.Count > 0 && parsed.GetValue(state) is null)
                throw new BadInputException("--webhook: expected --state FILE as well, where events wait until they are taken.");

            var options = telling.Apply(parsed, new TrackerOptions
            {
                Account = connection.ReadUser(parsed),
                Folders = parsed.GetValue(folders) ?? [],
                Poll = TimeSpan.FromSeconds(parsed.GetValue(poll)),
                AlarmThreshold = parsed.GetValue(alarm),
                History = TimeSpan.FromDays(parsed.GetValue(history)),
                JitterSeed = (ulong)Environment.ProcessId,
            });
            var server = connection.Read(parsed);
            using var traceFile = WireTrace.Open(parsed.GetValue(trace));
            using var store = OpenStore(parsed.GetValue(state));
            using var deliveries = new Deliveries(store.Log, webhooks, TimeSpan.FromHours(parsed.GetValue(parkAfter)), note => Console.Error.WriteLine($"imaplab: {note}"));
            return await RunAsync(server with { Trace = traceFile is null ? null : traceFile.NewLogger }, store, deliveries, options, parsed.GetValue(once), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        MailKitOptions server,
        ITrackerStore store,
        Deliveries deliveries,
        TrackerOptions options,
        bool once,
        CancellationToken cancellationToken)
    {
        using var stdout = Console.OpenStandardOutput();
        try
        {
            var tracker = new AccountTracker(new MailKitConnector(server, TimeProvider.System), store, new JsonLinesSink(stdout), options, TimeProvider.System);
            tracker.ActivityChanged += activity => Console.Error.WriteLine(ActivityText.Of(activity));
            if (!once)
            {
                await deliveries.BesideAsync(tracker.RunAsync, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Success;
            }

            await tracker.SyncAsync(cancellationToken).ConfigureAwait(false);
            if (await deliveries.DrainAsync(cancellationToken).ConfigureAwait(false))
                return ExitCodes.Success;
            await Console.Error.WriteLineAsync("imaplab: not every webhook took every event; what is left waits in the state file.").ConfigureAwait(false);
            return ExitCodes.Inconclusive;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return once ? ExitCodes.Inconclusive : ExitCodes.Success;
        }
        catch (ArgumentException wrongAccount) when (wrongAccount.ParamName == "store")
        {
            throw new BadInputException($"--state: {wrongAccount.Message}", wrongAccount);
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
        catch (Exception outside) when (outside is SourceException or IOException)
        {
            await Console.Error.WriteLineAsync($"imaplab: {outside.Message}").ConfigureAwait(false);
            return ExitCodes.Inconclusive;
        }
    }

    private static void CheckRange(ParseResult parsed, Option<int> option, int least, int most, string unit)
    {
        if (parsed.GetValue(option) is var value && (value < least || value > most))
            throw new BadInputException($"{option.Name} {value}: expected {least} to {most} {unit}.");
    }

    private static ITrackerStore OpenStore(string? path)
    {
        if (path is null)
        {
            Console.Error.WriteLine("imaplab: without --state, nothing is remembered when this ends.");
            return new MemoryTrackerStore();
        }

        try
        {
            return SqliteTrackerStore.Open(path);
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
    }
}
