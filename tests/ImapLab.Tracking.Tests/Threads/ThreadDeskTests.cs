using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Threads;

namespace ImapLab.Tracking.Tests.Threads;

/// <summary>Messages that answer each other have one thread, whatever comes first, and in every life of the tracker.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ThreadDeskTests
{
    private readonly MemoryTrackerStore _store = new();

    [Test]
    public void An_answer_is_in_the_thread_of_what_it_answers()
    {
        var desk = Desk();

        var first = desk.Of(Message("<1@x>"));
        var answer = desk.Of(Message("<2@x>", "<1@x>"));
        var answerToThat = desk.Of(Message("<3@x>", "<2@x>"));

        Assert.That((answer, answerToThat), Is.EqualTo((first, first)));
        Assert.That(desk.Of(Message("<4@x>")), Is.Not.EqualTo(first));
    }

    [Test]
    public void Two_answers_to_one_that_never_came_belong_together()
    {
        var desk = Desk();

        Assert.That(desk.Of(Message("<2@x>", "<1@x>")), Is.EqualTo(desk.Of(Message("<3@x>", "<1@x>"))));
    }

    [Test]
    public void An_answer_that_names_a_root_nobody_knew_follows_the_one_that_was_told()
    {
        var desk = Desk();
        var told = desk.Of(Message("<2@x>"));

        Assert.That(desk.Of(Message("<3@x>", "<1@x>", "<2@x>")), Is.EqualTo(told));
    }

    [Test]
    public void What_was_said_stays_so_in_the_next_life()
    {
        var desk = Desk();
        desk.Of(Message("<2@x>", "<1@x>"));
        _store.Commit(new StoreChange { Threads = desk.Take() });

        Assert.That(Desk().Of(Message("<9@x>", "<2@x>")), Is.EqualTo(Desk().Of(Message("<2@x>", "<1@x>"))));
        Assert.That(desk.Take(), Is.Empty);
    }

    [Test]
    public void What_the_server_says_is_told()
    {
        Assert.That(Desk().Of(Message("<2@x>", "<1@x>") with { ThreadId = "T7" }), Is.EqualTo("T7"));
        Assert.That(Desk(ThreadTelling.Server).Of(Message("<2@x>", "<1@x>")), Is.Null);
    }

    [Test]
    public void A_message_of_which_nothing_is_known_has_no_thread()
    {
        Assert.That(Desk().Of(new MessageSummary(new Uid(1)) { Subject = "Re: it", Participants = ["a@x"] }), Is.Null);
    }

    [TestCase("Re: The plan", "b@x", true)]
    [TestCase("AW: [team] Fwd: the  plan", "b@x", true)]
    [TestCase("Re: The plan", "c@x", false)]
    [TestCase("Re: The planet", "b@x", false)]
    public void Subject_and_people_join_on_demand(string subject, string to, bool joins)
    {
        var desk = Desk(ThreadTelling.Subject);
        var first = desk.Of(Message("<1@x>") with { Subject = "The plan", Participants = ["a@x", "b@x"] });

        var other = desk.Of(Message("<2@x>") with { Subject = subject, Participants = [to, "A@x"] });

        Assert.That(other == first, Is.EqualTo(joins));
        Assert.That(Desk().Of(Message("<3@x>") with { Subject = subject, Participants = ["a@x", to] }), Is.Not.EqualTo(first));
    }

    private static MessageSummary Message(string id, params string[] references) =>
        new(new Uid(1)) { MessageId = id, References = [.. references] };

    private ThreadDesk Desk(ThreadTelling threads = ThreadTelling.References) => new(_store, new TrackerOptions { Account = "u", Threads = threads });
}
