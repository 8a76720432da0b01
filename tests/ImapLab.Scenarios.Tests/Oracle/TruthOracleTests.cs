using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Scenarios.Oracle;
using ImapLab.Server.Mailboxes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Tests.Oracle;

/// <summary>Each kind of lie is caught, and each way of telling the truth is let be.</summary>
public sealed class TruthOracleTests
{
    private static IEnumerable<TestCaseData> Stories()
    {
        yield return Story("nothing", _ => { }, "", null);
        yield return Story("one goes and is told", world => world.Expunge(2), "deleted 2", null);
        yield return Story("one goes and is not told", world => world.Expunge(2), "", "missing: messageDeleted INBOX message 2 (uid 2)");
        yield return Story("one goes and another is told", world => world.Expunge(2), "deleted 3", "still there: messageDeleted INBOX uid 3 (message 3)");
        yield return Story("one goes and is told twice", world => world.Expunge(2), "deleted 2, deleted 2", "told twice: messageDeleted INBOX uid 2");
        yield return Story("one comes and is told", world => world.Add(), "new 4", null);
        yield return Story("one comes and is not told", world => world.Add(), "", "missing: messageNew INBOX message 4 (uid 4)");
        yield return Story("one comes and is told twice", world => world.Add(), "new 4, new 4", "told twice: messageNew INBOX uid 4");
        yield return Story("one that was there is told as new", _ => { }, "new 3", "it was there before: messageNew INBOX uid 3 (message 3)");
        yield return Story("one that never was is told as new", _ => { }, "new 9", "invented: messageNew INBOX uid 9");
        yield return Story("one that never was is told as deleted", _ => { }, "deleted 9", "invented: messageDeleted INBOX uid 9");
        yield return Story("new before deleted", world => Two(world.Add, () => world.Expunge(1)), "new 4, deleted 1", null);
        yield return Story("deleted before the new that came first", world => Two(world.Add, () => world.Expunge(1)), "deleted 1, new 4", "out of order");
        yield return Story("deleted first, as it happened", world => Two(() => world.Expunge(1), world.Add), "deleted 1, new 4", null);
        yield return Story("came and went, told as nothing", world => Two(world.Add, () => world.Expunge(4)), "", null);
        yield return Story("came and went, told as both", world => Two(world.Add, () => world.Expunge(4)), "new 4, deleted 4", null);
        yield return Story("came and went, told as new alone", world => Two(world.Add, () => world.Expunge(4)), "new 4", "never as deleted");
        yield return Story("came and went, told as deleted alone", world => Two(world.Add, () => world.Expunge(4)), "deleted 4", "never as new");
        yield return Story("an epoch ends", world => world.Renumber(), "reset 1 50", null);
        yield return Story("an epoch ends, untold", world => world.Renumber(), "", "missing: mailboxReset INBOX uidvalidity 1 to 50");
        yield return Story("an epoch ends, told twice", world => world.Renumber(), "reset 1 50, reset 1 50", "wrong epoch");
        yield return Story("an epoch ends, wrong numbers", world => world.Renumber(), "reset 1 51", "never was such a UIDVALIDITY");
        yield return Story("an epoch ends that did not", _ => { }, "reset 1 50", "UIDVALIDITY is what it was");
        yield return Story("an epoch ends and all is told as new", world => world.Renumber(), "reset 1 50, new 1, new 2, new 3", "it was there before");
        yield return Story("a loss before the epoch's end", world => Two(() => world.Expunge(2), world.Renumber), "reset 1 50, deleted 2", null);
        yield return Story("a loss before the epoch's end, untold", world => Two(() => world.Expunge(2), world.Renumber), "reset 1 50", "missing: messageDeleted INBOX message 2");
        yield return Story("news before the epoch's end", world => Two(() => Two(() => world.Expunge(1), world.Add), world.Renumber), "reset 1 50, new 3, deleted 1", null);
        yield return Story("a folder comes", world => world.Folder("A", 1), "folder A, A new 1", null);
        yield return Story("a folder comes, its mail untold", world => world.Folder("A", 1), "folder A", "missing: messageNew A message 4 (uid 1)");
        yield return Story("a folder comes, untold", world => world.Folder("A", 0), "", "missing: mailboxNew A");
        yield return Story("a folder that is not", _ => { }, "folder B", "invented: mailboxNew B");
        yield return Story("a folder that was there is told as new", _ => { }, "folder Old", "the folder was there before");
        yield return Story("a folder goes", world => world.Delete("Old"), "gone Old", null);
        yield return Story("a folder goes, untold", world => world.Delete("Old"), "", "missing: mailboxDeleted Old");
        yield return Story("a folder stays and is told as gone", _ => { }, "gone Old", "the folder is still there");
        yield return Story("a folder goes with its mail told", world => world.Delete("Old"), "gone Old, Old deleted 1", "it was not expunged");
        yield return Story("a folder is made again, told as a reset", world => world.Recreate("Old", 1), "Old reset 2 50, Old new 1, Old deleted 1", null);
        yield return Story("a folder is made again, told as two", world => world.Recreate("Old", 1), "gone Old, folder Old, Old new 1", null);
        yield return Story("a folder is made again, untold", world => world.Recreate("Old", 1), "", "missing: mailboxReset Old");
        yield return Story("a folder is renamed", world => world.Rename("Old", "New"), "gone Old, folder New, New new 1", null);
        yield return Story("a folder is renamed, told as such", world => world.Rename("Old", "New"), "renamed Old New", null);
        yield return Story("a wrong password that nobody refused", _ => { }, "password", "the server never refused the password");
        yield return Story("trouble with the line", _ => { }, "line", null);
        yield return Story("initialized again", _ => { }, "initialized", "told twice: accountInitialized");
        yield return Story("a message leaves and comes back, and the epoch ends", world => Two(() => world.LeaveAndReturn(2), world.Renumber), "deleted 2, new 4, reset 1 50", null);
        yield return Story("a message leaves and comes back, and the epoch ends, told as the epoch alone", world => Two(() => world.LeaveAndReturn(2), world.Renumber), "reset 1 50", null);
        yield return Story("a message leaves and comes back, and the half is told", world => Two(() => world.LeaveAndReturn(2), world.Renumber), "deleted 2, reset 1 50", "never as new");
        yield return Story("a move", world => world.Move(2), "Old moved 2 from INBOX 2", null);
        yield return Story("a move, told as two", world => world.Move(2), "Old new 2, deleted 2", null);
        yield return Story("a move of another message", world => Two(() => world.Copy(2), () => world.Expunge(3)), "Old moved 2 from INBOX 3", "told as moved, but these are two messages");
        yield return Story("a move that was a copy", world => world.Copy(2), "Old moved 2 from INBOX 2", "still there: messageDeleted INBOX uid 2");
        yield return Story("flags change", world => world.Flag(2, "\\Seen"), "updated 2 \\Seen", null);
        yield return Story("flags change, and nobody ever tells of flags", world => world.Flag(2, "\\Seen"), "", null);
        yield return Story("flags change twice, told at the end", world => Two(() => world.Flag(2, "\\Seen"), () => world.Flag(2, "Work")), "updated 2 Work", null);
        yield return Story("flags change twice, told each", world => Two(() => world.Flag(2, "\\Seen"), () => world.Flag(2, "Work")), "updated 2 \\Seen, updated 2 work", null);
        yield return Story("flags change twice, told halfway", world => Two(() => world.Flag(2, "\\Seen"), () => world.Flag(2, "Work")), "updated 2 \\Seen", "missing: messageUpdated INBOX message 2");
        yield return Story("the flags of two change, one is told", world => Two(() => world.Flag(2, "\\Seen"), () => world.Flag(3, "Work")), "updated 2 \\Seen", "missing: messageUpdated INBOX message 3");
        yield return Story("other flags are told", world => world.Flag(2, "\\Seen"), "updated 2 \\Flagged", "flags that it never had");
        yield return Story("flags are told that stayed", _ => { }, "updated 2", "its flags are what they were");
        yield return Story("flags of a message that never was", _ => { }, "updated 9 \\Seen", "invented: messageUpdated");
        yield return Story("one comes with flags that it has not", world => world.Add(), "new 4 flags \\Seen", "flags that it never had");
        yield return Story("an answer in the thread", world => Two(world.Add, () => world.Answer(4)), "new 4 thread T, new 5 thread T", null);
        yield return Story("an answer in a thread of its own", world => Two(world.Add, () => world.Answer(4)), "new 4 thread T, new 5 thread U", "told in another thread than what it answers");
        yield return Story("two strangers in a thread", world => Two(() => world.Answer(1), () => world.Answer(2)), "new 4 thread T, new 5 thread T", "nothing to do with each other");
        yield return Story("two answers to one that nobody was told of", world => Two(() => world.Answer(1), () => world.Answer(1)), "new 4 thread T, new 5 thread T", null);
        yield return Story("one message in two threads", world => Two(world.Add, () => world.Copy(4)), "new 4 thread T, Old new 2 thread U", "told with two threads");
        yield return Story("destroyed, and it is", world => world.Expunge(2), "deleted 2 destroyed", null);
        yield return Story("destroyed, and another folder has it", world => world.Move(2), "Old new 2, deleted 2 destroyed", "it is still in the account");
        yield return Story("kept, and another folder has it", world => world.Move(2), "Old new 2, deleted 2 kept", null);
        yield return Story("kept, and it is nowhere", world => world.Expunge(2), "deleted 2 kept", "but it is nowhere");
        yield return Story("a label that is a folder", world => Two(world.Add, () => world.Copy(4)), "new 4 label Old, Old new 2", null);
        yield return Story("a label that it never had", world => world.Add(), "new 4 label Old", "a label that it never had");
        yield return Story("a kind that nobody knows", _ => { }, "odd", "invented: oddEvent INBOX");
    }

    [TestCaseSource(nameof(Stories))]
    public void A_story_is_judged_rightly(Action<World> happens, string told, string? wrong)
    {
        var world = new World();
        world.Tell(told: "initialized");
        world.Settle();

        happens(world);
        world.Tell(told);
        world.Settle();
        var verdict = TruthOracle.Judge(world.Facts());

        if (wrong is null)
            Assert.That(verdict, Is.InstanceOf<Verdict.Conforms>(), verdict.ToString);
        else
            Assert.That((verdict as Verdict.Deviates)?.Why, Has.Some.Contains(wrong), verdict.ToString);
    }

    [Test]
    public void A_redelivery_with_its_eventId_is_right_after_a_kill_alone()
    {
        var world = new World();
        world.Tell("initialized");
        world.Settle();
        world.Add();
        world.Tell("new 4");
        world.TellAgain(life: 2);
        world.Settle();

        var killed = TruthOracle.Judge(world.Facts() with { KilledLives = [1] });
        var stopped = TruthOracle.Judge(world.Facts());

        Assert.That(killed, Is.InstanceOf<Verdict.Conforms>(), killed.ToString);
        Assert.That((stopped as Verdict.Deviates)?.Why, Has.Some.Contains("no kill lies between"));
    }

    [Test]
    public void What_was_there_before_the_start_may_not_be_told_with_the_baseline()
    {
        var world = new World();
        world.Tell("new 1, initialized");
        world.Settle();

        var verdict = TruthOracle.Judge(world.Facts());

        Assert.That((verdict as Verdict.Deviates)?.Why, Has.Some.Contains("it was there before"));
    }

    [Test]
    public void A_baseline_without_accountInitialized_deviates()
    {
        var world = new World();
        world.Settle();

        var verdict = TruthOracle.Judge(world.Facts());

        Assert.That((verdict as Verdict.Deviates)?.Why, Has.Some.Contains("missing: accountInitialized"));
    }

    private static TestCaseData Story(string name, Action<World> happens, string told, string? wrong) =>
        new TestCaseData(happens, told, wrong).SetArgDisplayNames(name);

    private static void Two(Action first, Action second)
    {
        first();
        second();
    }
}
