using System.Text;
using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Trackers;
using ImapLab.Server;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Quirks;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sessions;
using ImapLab.Server.Transcripts;

namespace ImapLab.Scenarios.Runner;

/// <summary>One run's world: a server with one account, a network that may fail, a clock, and a tracker.</summary>
internal abstract class Lab : IDisposable
{
    public const string User = "user@example.test";
    public const string Password = "password";

    /// <summary>A transcript longer than this belongs to a loop that nobody wants to read.</summary>
    private const int LongestTranscript = 50_000;

    /// <summary>Labs live in the same year, so that a run's reports do not differ by the day.</summary>
    protected static readonly DateTimeOffset Epoch = new(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<TranscriptLine> _lines = [];
    private readonly List<Settle> _settles = [];
    private readonly List<ITimer> _timers = [];
    private readonly string _prefix;
    private int _messages;
    private DateTimeOffset _refusedUntil;

    protected Lab(BoundProfile profile, TimeProvider time, LabLoop loop, ITrackerKind kind, ulong seed)
    {
        Time = time;
        Seed = seed;
        _prefix = profile.Plan.NamespacePrefix;
        StateDirectory = Directory.CreateTempSubdirectory("imaplab-").FullName;
        Server = new FakeImapServer(profile.Plan, profile.Quirks, time, loop, transcript: new Transcript(Write));
        Account = Server.AddAccount(User, new Secret(Password));
        Kind = kind;
    }

    public FakeImapServer Server { get; }

    public Account Account { get; }

    public MailStore Store => Account.Store;

    public TimeProvider Time { get; }

    public ulong Seed { get; }

    public ITrackerKind Kind { get; }

    public abstract TrackerDesk Tracker { get; }

    /// <summary>What the scenario says of the run beside the tracker's conduct: a cut that never came to pass.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the tracker did wrong beside its events, as the scenario sees it.</summary>
    public List<string> Complaints { get; } = [];

    public List<ScheduledFault> Faults { get; } = [];

    public IReadOnlyList<Settle> Settles => _settles;

    public List<Expectation> Expectations { get; } = [];

    /// <summary>The last change before the tracker was first started; null before that.</summary>
    public long? StartedAt { get; set; }

    /// <summary>The most connections that were logged in at the same time, since the start.</summary>
    public int MostConnections { get; private set; }

    public IReadOnlyList<TranscriptLine> Transcript
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    protected string StateDirectory { get; }

    /// <summary>Whether the run kept to one thread; one that did not proves nothing.</summary>
    public virtual bool Escaped => false;

    /// <summary>The longest that is waited for a tracker in real time; null in a lab whose time is its own.</summary>
    public virtual TimeSpan? LongestWait => null;

    /// <summary>Does something to server or mail; returns when it is done and nothing stirs any more.</summary>
    public abstract void OnServer(Action work);

    /// <summary>Waits for something the tracker does.</summary>
    /// <returns>False where it was not done within the limit.</returns>
    public abstract bool Wait(Task task, TimeSpan limit);

    public abstract void Advance(TimeSpan duration);

    /// <summary>Makes the next message of the account.</summary>
    public Message NewMessage(DateTimeOffset? internalDate = null) => MessageMaker.Make(Store, ++_messages, Time.GetUtcNow(), internalDate);

    /// <summary>Another message with the octets and the date of one that there is.</summary>
    public Message NewMessageLike(Message known) => MessageMaker.Again(Store, ++_messages, known);

    /// <summary>An answer to a message.</summary>
    public Message NewAnswer(Message known) => MessageMaker.Answer(Store, ++_messages, Time.GetUtcNow(), known);

    /// <summary>A message that there is or was, by its number.</summary>
    /// <exception cref="ScenarioException">There never was one of that number.</exception>
    public Message Message(int number, YamlPlace place) =>
        Store.History().Select(entry => entry.Change).OfType<Change.Added>().FirstOrDefault(added => added.Message.Number == number)?.Message
            ?? throw new ScenarioException(place, $"expected a message that was made before, found {number}");

    /// <summary>A folder as a scenario writes it: levels parted by <c>/</c>, in the account's own namespace; or a role such as <c>\Trash</c>.</summary>
    public MailboxName Name(string written)
    {
        if (written.StartsWith('\\') && Store.Mailboxes.FirstOrDefault(mailbox => mailbox.Role.ToString().Equals(written[1..], StringComparison.OrdinalIgnoreCase)) is { } ofRole)
            return ofRole.Name;
        var name = new MailboxName(written.TrimStart('\\').Replace('/', Store.Delimiter));
        return name.IsInbox || name.Text.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) ? name : new MailboxName(_prefix + name.Text);
    }

    /// <exception cref="ScenarioException">There is no such folder.</exception>
    public Mailbox Folder(string written, YamlPlace place) =>
        Store.Find(Name(written)) ?? throw new ScenarioException(place, $"expected a folder that there is at this moment, found \"{written}\"");

    /// <summary>The messages of a folder that a step names.</summary>
    /// <exception cref="ScenarioException">The folder does not hold one of them.</exception>
    public static IReadOnlyList<StoredMessage> Messages(Mailbox folder, MessageNumbers numbers)
    {
        if (numbers.IsAll)
            return [.. folder.Messages];
        return
        [
            .. numbers.Numbers.Select(number => folder.FindNumber(number)
                ?? throw new ScenarioException(numbers.Place, $"expected messages that {folder.Name} holds at this moment, found {number}")),
        ];
    }

    public void RefuseConnections(TimeSpan duration) => _refusedUntil = Time.GetUtcNow() + duration;

    /// <summary>Has other clients hold so many connections to the account for a while.</summary>
    public void Occupy(int connections, TimeSpan duration)
    {
        var others = new List<Stream>();
        for (var opened = 0; opened < connections; opened++)
        {
            var other = Server.Connect();
            other.Write(Encoding.ASCII.GetBytes($"o1 LOGIN {User} {Password}\r\n"));
            others.Add(other);
        }

        _timers.Add(Time.CreateTimer(_ => others.ForEach(other => other.Dispose()), null, duration, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Switches a fault on that goes off once. To be called within <see cref="OnServer"/>.</summary>
    public void Schedule(Quirk fault, Func<bool> hasFired, string what)
    {
        Faults.Add(new ScheduledFault(hasFired, what));
        Server.SwitchOn(fault);
    }

    /// <summary>Writes down that the tracker says it has looked at everything.</summary>
    public void MarkSettled()
    {
        OnServer(() => { });
        _settles.Add(new Settle(Store.Now, Tracker.Events.Count));
    }

    public RunFacts Facts() => new()
    {
        History = [.. Store.History()],
        StartedAt = StartedAt ?? Store.Now,
        Events = Tracker.Events,
        Settles = [.. _settles],
        KilledLives = Tracker.KilledLives,
        Tells = Kind.Tells,
        SaidAuthenticationFailed = Transcript.Any(line => line.Speaker == Speaker.Server && line.Text.Contains("[AUTHENTICATIONFAILED]", StringComparison.Ordinal)),
    };

    public virtual void Dispose()
    {
        Tracker.Dispose();
        _timers.ForEach(timer => timer.Dispose());
        try
        {
            Directory.Delete(StateDirectory, recursive: true);
        }
        catch (IOException)
        {
            // A tracker's process that still dies may hold a file; the system cleans its folder of temporary files.
        }
    }

    protected void VerifyConnectable()
    {
        MostConnections = Math.Max(MostConnections, Account.Connections);
        if (Time.GetUtcNow() < _refusedUntil)
            throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
    }

    private void Write(TranscriptLine line)
    {
        lock (_gate)
        {
            MostConnections = Math.Max(MostConnections, Account.Connections);
            if (_lines.Count < LongestTranscript)
                _lines.Add(line);
        }
    }
}

/// <summary>A fault that was to happen once.</summary>
internal sealed record ScheduledFault(Func<bool> HasFired, string What);
