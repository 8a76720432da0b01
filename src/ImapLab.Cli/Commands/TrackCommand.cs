using System.CommandLine;
using ImapLab.Cli.Tracking;
using ImapLab.Tracking.Accounts;
using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab track</c>: the tracking engine against any server.</summary>
internal sealed class TrackCommand
{
    private const string Example = """


        Example:
          IMAP_PASSWORD=secret imaplab track --host imap.example.test --user user@example.test \
            --password-env IMAP_PASSWORD --state user.db --follow --poll 5m --poll 'Archive/*=1h'
          imaplab track --accounts accounts.yaml --health health.json

        Events go to stdout, one JSON object a line; each is told once. After a crash the event that was being told
        may come again, with the same eventId.

        With --webhook they are posted, too. What a webhook does not take waits in the state file, folder by folder;
        `imaplab events` shows what was told and what waits, and replays it.
        """;

    private readonly ConnectionOptions _connection = new();
    private readonly Option<string?> _accounts = new("--accounts") { Description = "Follow the accounts that a YAML file lists, in place of one.", HelpName = "FILE" };
    private readonly Option<string?> _state = new("--state") { Description = "The SQLite file that remembers what was told. Default: nothing is remembered.", HelpName = "FILE" };
    private readonly Option<bool> _once = new("--once") { Description = "Look once, tell what changed since the last time, and end." };
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on until stopped. The default." };
    private readonly Option<string[]> _folders = new("--folder") { Description = "Track only folders that fit a pattern with * and ?. May be repeated.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _idle = new("--idle") { Description = "The folder that is watched all the time. Default: INBOX.", HelpName = "FOLDER" };

    private readonly Option<string[]> _poll = new("--poll")
    {
        Description = "How often folders are looked at, as 90s, 5m or 2h; for some of them as GLOB=2h. May be repeated. Default: 2m.",
        HelpName = "[GLOB=]TIME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _keepAlive = new("--keepalive")
    {
        Description = "What is said to servers without IDLE: noop, or status where NOOP does not keep a connection.",
        DefaultValueFactory = _ => "noop",
    };

    private readonly TellingOptions _telling = new();
    private readonly Option<int> _history = new("--history-days") { Description = "How long the state file keeps what was told and what was known of deleted messages. 0 keeps only what is not delivered yet.", HelpName = "DAYS", DefaultValueFactory = _ => 30 };
    private readonly Option<int> _alarm = new("--mass-deletion") { Description = "Tell massDeletion, too, when more than so many messages of a folder go within a minute. 0 for never.", HelpName = "COUNT", DefaultValueFactory = _ => 50 };
    private readonly WebhookOption _webhook = new();
    private readonly Option<int> _parkAfter = new("--webhook-park-after") { Description = "Set an event aside that a webhook has refused for so long, so that its folder's others get their turn.", HelpName = "HOURS", DefaultValueFactory = _ => 24 };
    private readonly Option<string?> _trace = new("--trace") { Description = "Write the conversation with the server to a file, without the password.", HelpName = "FILE" };
    private readonly Option<string?> _health = new("--health") { Description = "Write every five seconds how the accounts are doing, as JSON.", HelpName = "FILE" };
    private readonly Option<string> _log = new("--log") { Description = "The least that is logged on stderr: debug, information, warning or error.", DefaultValueFactory = _ => "information" };

    public static Command Build() => new TrackCommand().ToCommand();

    private Command ToCommand()
    {
        _keepAlive.AcceptOnlyFromAmong("noop", "status");
        _log.AcceptOnlyFromAmong("debug", "information", "warning", "error");
        var command = new Command("track", "Follow accounts on any IMAP server and tell what changes." + Example)
        {
            _accounts, _state, _once, _follow, _folders, _idle, _poll, _keepAlive, _history, _alarm, _trace, _health, _log,
        };
        _telling.AddTo(command);
        _connection.AddTo(command);
        _webhook.AddTo(command);
        command.Add(_parkAfter);
        command.SetAction((parsed, cancellationToken) => TrackHost.RunAsync(Read(parsed), cancellationToken));
        return command;
    }

    private TrackPlan Read(ParseResult parsed)
    {
        if (parsed.GetValue(_once) && parsed.GetValue(_follow))
            throw new BadInputException("--once and --follow: expected one of them.");
        CheckRange(parsed, _history, 0, 36_500, "days");
        CheckRange(parsed, _alarm, 0, 1_000_000_000, "messages");
        CheckRange(parsed, _parkAfter, 1, 8760, "hours");
        var webhooks = _webhook.Read(parsed);
        if (webhooks.Count > 0 && parsed.GetValue(_accounts) is null && parsed.GetValue(_state) is null)
            throw new BadInputException("--webhook: expected --state FILE as well, where events wait until they are taken.");
        var tell = Telling(parsed);
        var accounts = ReadAccounts(parsed).Select(account => account with { Options = tell(account.Options) }).ToList();
        if (webhooks.Count > 0 && accounts.Find(account => account.State is null) is { } forgetful)
            throw new BadInputException($"--webhook: expected a state file for {forgetful.Name} as well, where events wait until they are taken.");
        return new TrackPlan(
            accounts,
            parsed.GetValue(_once),
            parsed.GetValue(_trace),
            parsed.GetValue(_health),
            Enum.Parse<LogLevel>(parsed.GetRequiredValue(_log), ignoreCase: true),
            webhooks,
            TimeSpan.FromHours(parsed.GetValue(_parkAfter)));
    }

    /// <summary>What is told, and for how long it is remembered, is the same for all accounts.</summary>
    private Func<TrackerOptions, TrackerOptions> Telling(ParseResult parsed)
    {
        // What is wrong with these is told before what an account lacks.
        _telling.Apply(parsed, new TrackerOptions { Account = "" });
        return options => _telling.Apply(parsed, options) with
        {
            AlarmThreshold = parsed.GetValue(_alarm),
            History = TimeSpan.FromDays(parsed.GetValue(_history)),
        };
    }

    private static void CheckRange(ParseResult parsed, Option<int> option, int least, int most, string unit)
    {
        if (parsed.GetValue(option) is var value && (value < least || value > most))
            throw new BadInputException($"{option.Name} {value}: expected {least} to {most} {unit}.");
    }

    private IReadOnlyList<TrackedAccount> ReadAccounts(ParseResult parsed)
    {
        if (parsed.GetValue(_accounts) is not { } file)
            return [ReadAccount(parsed)];
        Option[] single = [_state, _folders, _idle, _poll];
        if (_connection.IsGiven(parsed) || single.Any(option => parsed.GetResult(option) is { Implicit: false }))
            throw new BadInputException("--accounts: expected no options for a single account beside it; they stand in the file.");
        return AccountsFile.Read(file);
    }

    private TrackedAccount ReadAccount(ParseResult parsed)
    {
        if (!_connection.IsGiven(parsed))
            throw new BadInputException("Expected --host and --user, or --accounts FILE.");
        var (all, rules) = ReadPolls(parsed.GetValue(_poll) ?? []);
        var options = new TrackerOptions
        {
            Account = "",
            Folders = parsed.GetValue(_folders) ?? [],
            Watched = parsed.GetValue(_idle) ?? "INBOX",
            Polls = rules,
            KeepAlive = parsed.GetValue(_keepAlive) == "status" ? KeepAlive.Status : KeepAlive.Noop,
            JitterSeed = (ulong)Environment.ProcessId,
        };
        var server = _connection.Read(parsed);
        options = options with { Account = server.User, Poll = all ?? options.Poll };
        return new TrackedAccount(server, options, parsed.GetValue(_state), "--state");
    }

    private static (TimeSpan? All, IReadOnlyList<PollRule> Rules) ReadPolls(string[] written)
    {
        TimeSpan? all = null;
        var rules = new List<PollRule>();
        foreach (var text in written)
        {
            // A folder's name may have a = in it; a length of time has none.
            var split = text.LastIndexOf('=');
            var span = Spans.Read(text[(split + 1)..]) ?? throw new BadInputException($"--poll {text}: expected {Spans.Expected}, alone or as GLOB=TIME.");
            if (split > 0)
                rules.Add(new PollRule(text[..split], span));
            else if (split == 0 || all is not null)
                throw new BadInputException($"--poll {text}: expected one TIME for all folders, and GLOB=TIME for some.");
            else
                all = span;
        }

        return (all, rules);
    }
}
