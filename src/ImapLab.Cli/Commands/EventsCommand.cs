using System.CommandLine;
using ImapLab.Cli.Tracking;
using ImapLab.Tracking.Delivery;
using ImapLab.Tracking.Sqlite;
using ImapLab.Tracking.Webhooks;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab events</c>: what a tracker told, what was deleted, and who has still to take what.</summary>
internal static class EventsCommand
{
    private const string Example = """


        Example:
          imaplab events --state user.db --folder INBOX --since 7d --event messageDeleted
          imaplab events gone --state user.db --since 24h --json
          imaplab events replay --state user.db --since 4711 --webhook https://example.test/hook

        Reads a state file of `imaplab track`, also while that is running, and changes nothing in it.
        """;

    public static Command Build()
    {
        var command = new Command("events", "Query and replay what a tracker told." + Example) { BuildReplay(), BuildGone(), BuildSinks() };
        AddList(command);
        var list = new Command("list", "List events; the same as `imaplab events` alone.");
        AddList(list);
        command.Add(list);
        return command;
    }

    private static void AddList(Command command)
    {
        var query = new QueryOptions();
        var json = Json("Print each event as it was told, one JSON object a line.");
        query.AddTo(command);
        command.Add(json);
        command.SetAction(parsed => Answer(() =>
        {
            var wanted = query.Read(parsed, TimeProvider.System.GetUtcNow());
            using var history = query.Open(parsed);
            foreach (var told in history.Find(wanted))
                Console.Out.WriteLine(parsed.GetValue(json) ? told.Json : HistoryText.Of(told));
        }));
    }

    private static Command BuildGone()
    {
        var query = new QueryOptions();
        var json = Json("Print each message as one JSON object a line.");
        var command = new Command("gone", "List messages that are gone, and what was known of them.") { json };
        query.AddTo(command, withEvents: false);
        command.SetAction(parsed => Answer(() =>
        {
            var wanted = query.Read(parsed, TimeProvider.System.GetUtcNow(), withEvents: false);
            using var history = query.Open(parsed);
            foreach (var gone in history.FindGone(wanted))
                Console.Out.WriteLine(parsed.GetValue(json) ? HistoryText.JsonOf(gone) : HistoryText.Of(gone));
        }));
        return command;
    }

    private static Command BuildSinks()
    {
        var state = new Option<string>("--state") { Description = "The state file of `imaplab track`. It may be in use.", HelpName = "FILE", Required = true };
        var json = Json("Print each sink as one JSON object a line.");
        var command = new Command("sinks", "List who is given events, what each has still to take, and what was set aside.") { state, json };
        command.SetAction(parsed => Answer(() =>
        {
            using var history = EventHistory.Open(parsed.GetRequiredValue(state));
            foreach (var sink in history.Sinks())
            {
                var parked = history.Parked(sink.Name);
                foreach (var line in parsed.GetValue(json) ? [HistoryText.JsonOf(sink, parked)] : HistoryText.Of(sink, parked))
                    Console.Out.WriteLine(line);
            }
        }));
        return command;
    }

    private static Command BuildReplay()
    {
        var query = new QueryOptions();
        var webhook = new WebhookOption();
        var command = new Command("replay", "Send events of the past once more, with their old ids: to a webhook, or to stdout. What sinks have still to take stays as it is.");
        query.RequireSince();
        query.AddTo(command);
        webhook.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = query.Read(parsed, TimeProvider.System.GetUtcNow());
            var webhooks = webhook.Read(parsed);
            if (webhooks.Count > 1)
                throw new BadInputException("--webhook: expected one URL.");
            try
            {
                using var history = query.Open(parsed);
                if (webhooks.Count == 1)
                    return await ReplayAsync(history, wanted, webhooks[0], cancellationToken).ConfigureAwait(false);
                foreach (var told in history.Find(wanted))
                    await Console.Out.WriteLineAsync(told.Json).ConfigureAwait(false);
                return ExitCodes.Success;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Inconclusive;
            }
            catch (StateFileException unusable)
            {
                throw new BadInputException($"--state: {unusable.Message}", unusable);
            }
        });
        return command;
    }

    private static async Task<int> ReplayAsync(EventHistory history, EventQuery wanted, WebhookOptions webhook, CancellationToken cancellationToken)
    {
        using var post = new WebhookPost(webhook, TimeProvider.System);
        var replayer = new Replayer(post, new CarrierOptions { FirstRetry = TimeSpan.FromSeconds(1), LongestRetryAfter = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        replayer.Noted += note => Console.Error.WriteLine($"imaplab: {note}");
        var stoppedAt = await replayer.RunAsync(history.Find(wanted), cancellationToken).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"imaplab: {replayer.Taken} events taken, {replayer.Refused} refused.").ConfigureAwait(false);
        if (stoppedAt is null)
            return replayer.Refused == 0 ? ExitCodes.Success : ExitCodes.Inconclusive;
        await Console.Error.WriteLineAsync($"imaplab: stopped; go on with --since {stoppedAt.Sequence}.").ConfigureAwait(false);
        return ExitCodes.Inconclusive;
    }

    private static Option<bool> Json(string description) => new("--json") { Description = description };

    private static int Answer(Action print)
    {
        try
        {
            print();
            return ExitCodes.Success;
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
    }
}
