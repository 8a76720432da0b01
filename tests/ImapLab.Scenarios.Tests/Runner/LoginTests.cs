using ImapLab.Profiles;
using ImapLab.Protocol.Commands;
using ImapLab.Scenarios.Trackers;
using ImapLab.Server;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.Runner;

/// <summary>What following an account costs in logins, an hour in virtual time, with each profile's own limits and bans.</summary>
[TestFixture]
internal sealed class LoginTests
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);

    private static IEnumerable<string> Profiles => ProfileLibrary.BuiltIn.LoadAll().Select(profile => profile.Name);

    [TestCaseSource(nameof(Profiles))]
    public void Following_an_account_is_no_storm_of_logins(string profile)
    {
        var (connections, told) = Follow(profile, "password", TimeSpan.FromHours(3));

        Assert.That(connections, Is.LessThanOrEqualTo(10 + (3 * 60)), "the budget");
        Assert.That(told, Has.One.EqualTo("accountInitialized"));
        Assert.That(told, Has.None.EqualTo("authenticationError"));
    }

    [TestCaseSource(nameof(Profiles))]
    public void A_wrong_password_costs_a_handful_of_logins_a_day(string profile)
    {
        var (connections, told) = Follow(profile, "wrong", TimeSpan.FromHours(24));

        Assert.That(connections, Is.LessThanOrEqualTo(27), "three, and then one an hour");
        Assert.That(told, Is.EqualTo((string[])["authenticationError"]));
    }

    private static (long Connections, IReadOnlyList<string> Told) Follow(string profile, string password, TimeSpan span)
    {
        // With NUnit's context what waits would go on in another thread than the lab's.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var bound = ProfileBinder.Bind(ProfileLibrary.BuiltIn.Load(profile));
            var loop = new PumpedLoop();
            var time = new VirtualTime(loop, Epoch);
            var server = new FakeImapServer(bound.Plan, bound.Quirks, time, loop);
            server.AddAccount("u", new Secret("password"));
            var told = new Sink();
            using var stop = new CancellationTokenSource();
            var connector = new MailKitConnector(
                new MailKitOptions
                {
                    Host = "imap.lab.test",
                    Port = 143,
                    Security = SecureSocketOptions.None,
                    User = "u",
                    Password = password,
                    OpenStream = _ => ValueTask.FromResult(server.Connect()),
                },
                time);
            using var store = new MemoryTrackerStore();
            var run = new AccountTracker(connector, store, told, new TrackerOptions { Account = "u" }, time).RunAsync(stop.Token);
            time.Advance(span);
            Assert.That(run.IsCompleted, Is.False, () => $"{run.Exception}");
            Assert.That(loop.Escaped, Is.False);
            stop.Cancel();
            loop.RunUntilQuiet();
            return (server.ConnectionsSoFar, told.Events);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class Sink : IEventSink
    {
        public List<string> Events { get; } = [];

        public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
        {
            if (told.Event is EventNames.AccountInitialized or EventNames.AuthenticationError)
                Events.Add(told.Event);
            return ValueTask.CompletedTask;
        }
    }
}
