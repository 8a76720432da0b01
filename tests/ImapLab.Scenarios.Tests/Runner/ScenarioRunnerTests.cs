using ImapLab.Profiles;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Tests.Runner;

public sealed class ScenarioRunnerTests
{
    private const string Head = "scenario: s\nabout: a\ngiven:\n  folders:\n    INBOX: {messages: 3}\nsteps:\n  - tracker: start\n";

    [Test]
    public void An_expectation_that_is_not_true_is_the_scenarios_error()
    {
        var result = Run(Head + "  - server: {expunge: {folder: INBOX, messages: [2]}}\n  - tracker: settle\n  - expect: {events: [messageDeleted: {path: INBOX, message: 3}]}\n", new BuiltInTracker());

        Assert.That(result.Status, Is.EqualTo(RunStatus.BadScenario));
        Assert.That(result.Reasons.Single(), Does.StartWith("s.yaml:10:22: ").And.Contain("message 3").And.Contain("missing: messageDeleted INBOX message 2"));
    }

    [Test]
    public void An_expectation_that_leaves_something_out_is_the_scenarios_error()
    {
        var result = Run(Head + "  - server: {deliver: {folder: INBOX}}\n  - tracker: settle\n  - expect: {events: []}\n", new BuiltInTracker());

        Assert.That(result.Status, Is.EqualTo(RunStatus.BadScenario));
        Assert.That(result.Reasons.Single(), Does.Contain("missing: messageNew INBOX message 4"));
    }

    [TestCase("  - server: {expunge: {folder: INBOX, messages: [9]}}", "s.yaml:8:49: expected messages that INBOX holds at this moment, found 9")]
    [TestCase("  - server: {deliver: {folder: Nope}}", "s.yaml:8:23: expected a folder that there is at this moment, found \"Nope\"")]
    [TestCase("  - server: {delete: INBOX}", "expected a folder other than INBOX")]
    [TestCase("  - tracker: start", "expected start once")]
    [TestCase("  - expect: {state: {INBOX: [1, 2]}}", "expected what INBOX holds at this moment (1, 2, 3), found 1, 2")]
    public void What_cannot_be_done_is_the_scenarios_error(string step, string expected)
    {
        var result = Run(Head + step + "\n", new BuiltInTracker());

        Assert.That(result.Status, Is.EqualTo(RunStatus.BadScenario));
        Assert.That(result.Reasons.Single(), Does.Contain(expected));
    }

    [Test]
    public void A_tracker_that_never_settles_deviates()
    {
        var result = Run(Head, new FakeTracker { Settle = _ => new TaskCompletionSource().Task });

        Assert.That(result.Status, Is.EqualTo(RunStatus.Failed));
        Assert.That(result.Reasons[0], Does.StartWith("the tracker did not settle within "));
    }

    [Test]
    public void A_tracker_that_breaks_proves_nothing()
    {
        var result = Run(Head, new FakeTracker { Settle = _ => Task.FromException(new IOException("disk full")) });

        Assert.That(result.Status, Is.EqualTo(RunStatus.Inconclusive));
        Assert.That(result.Reasons.Single(), Does.Contain("disk full"));
    }

    [Test]
    public void A_tracker_that_leaves_the_thread_proves_nothing()
    {
        var result = Run(Head, new FakeTracker
        {
            Settle = site =>
            {
                var other = new Thread(() =>
                {
                    try
                    {
                        site.Time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
                    }
                    catch (InvalidOperationException)
                    {
                        // The lab refuses, and remembers.
                    }
                });
                other.Start();
                other.Join();
                return site.Tell(Initialized(site)).AsTask();
            },
        });

        Assert.That(result.Status, Is.EqualTo(RunStatus.Inconclusive));
        Assert.That(result.Reasons.Single(), Does.Contain("left the lab's thread"));
    }

    [Test]
    public void A_fault_that_never_came_to_pass_is_noted()
    {
        var result = Run(Head + "  - network: {cut: {after-replies: 100000}}\n  - tracker: settle\n", new BuiltInTracker());

        Assert.That(result.Status, Is.EqualTo(RunStatus.Passed));
        Assert.That(result.Notes.Single(), Does.StartWith("never came to pass: "));
    }

    [Test]
    public void A_killed_tracker_does_nothing_more_and_its_state_is_what_it_had_written()
    {
        var tellsAfterwards = 0;
        var kind = new FakeTracker
        {
            Settle = site => site.Tell(Initialized(site)).AsTask(),
            Start = site => site.Time.CreateTimer(_ => tellsAfterwards++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
        };

        Run(Head + "  - tracker: kill\n  - time: {advance: 1h}\n", kind);

        Assert.That(tellsAfterwards, Is.Zero);
    }

    [Test]
    public void Profiles_that_a_scenario_does_not_apply_to_are_left_out_with_the_reason()
    {
        var scenario = ScenarioYaml.Parse("s.yaml", Head.Replace("given:", "profiles: {with: [CONDSTORE]}\ngiven:", StringComparison.Ordinal));

        var result = ScenarioRunner.Run(scenario, ProfileLibrary.BuiltIn.Load("plain"), new BuiltInTracker(), 1);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Skipped));
        Assert.That(result.Reasons, Is.EqualTo(new[] { "the server has no CONDSTORE" }));
    }

    private static TrackerEvent Initialized(TrackerSite site) =>
        new(site.User, site.Time.GetUtcNow(), null, null, EventNames.AccountInitialized, "1", new AccountInitializedData());

    private static RunResult Run(string text, ITrackerKind tracker) =>
        ScenarioRunner.Run(ScenarioYaml.Parse("s.yaml", text), ProfileLibrary.BuiltIn.Load("dovecot"), tracker, seed: 1);

    private sealed class FakeTracker : ITrackerKind
    {
        public Action<TrackerSite> Start { get; init; } = _ => { };

        public required Func<TrackerSite, Task> Settle { get; init; }

        public string Name => "fake";

        public bool OverTcp => false;

        public ITrackerUnderTest Create(TrackerSite site) => new Life(this, site);

        private sealed class Life(FakeTracker kind, TrackerSite site) : ITrackerUnderTest
        {
            public string? Failure => null;

            public Task StartAsync(CancellationToken cancellationToken)
            {
                kind.Start(site);
                return Task.CompletedTask;
            }

            public Task SettleAsync(CancellationToken cancellationToken) => kind.Settle(site);

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public void Kill()
            {
            }

            public void Dispose()
            {
            }
        }
    }
}
