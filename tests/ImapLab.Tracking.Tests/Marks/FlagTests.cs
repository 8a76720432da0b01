using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Marks;

/// <summary>Changed flags are told where the server says which changed; elsewhere only on demand.</summary>
[TestFixture]
internal sealed class FlagTests
{
    [TestCase("INBOX", Description = "while it is watched")]
    [TestCase("Work", Description = "found by STATUS")]
    public void A_change_of_flags_is_told_with_what_came_and_what_went(string folder)
    {
        var account = Filled();
        account.Flag(folder, 2, "\\Seen", "Later");
        using var follower = Follower.Start(account);
        account.Flag(folder, 2, "\\Seen", "$Junk");

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])[$"messageUpdated {folder} 2 \\Seen $Junk"]));
        var flags = ((MessageUpdatedData)follower.Mirror.Told[^1].Data).Flags!;
        Assert.That((flags.Added, flags.Deleted), Is.EqualTo((NameSet.Of(["$Junk"]), NameSet.Of(["Later"]))));
    }

    [Test]
    public void A_live_change_is_told_at_once()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(8) });

        account.Flag("INBOX", 1, "\\Flagged");
        account.Flag("INBOX", 1);

        Assert.That(News(follower), Is.EqualTo((string[])["messageUpdated INBOX 1 \\Flagged", "messageUpdated INBOX 1"]));
    }

    [Test]
    public void A_change_while_away_is_told_once_and_one_that_was_undone_is_not()
    {
        var account = Filled();
        var store = new ImapLab.Tracking.Ports.MemoryTrackerStore();
        using (Follower.Start(account, store))
        {
            account.Flag("INBOX", 3, "Work");
        }

        account.Flag("Work", 1, "\\Seen");
        account.Flag("Work", 2, "\\Seen");
        account.Flag("Work", 2);
        using var follower = new Follower(account, store);
        follower.Mirror.IsBelieving = false;
        follower.Start();
        follower.Settle();
        follower.Settle();

        Assert.That(follower.Mirror.Lines, Is.EqualTo((string[])["messageUpdated Work 1 \\Seen"]));
    }

    [Test]
    public void New_mail_comes_with_its_flags_and_is_not_told_as_updated()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Flag("Work", account.Deliver("Work"), "\\Seen");

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["messageNew Work 4"]));
        Assert.That(((MessageNewData)follower.Mirror.Told[^1].Data).Flags, Is.EqualTo(NameSet.Of(["\\Seen"])));
    }

    [Test]
    public void Only_the_spelling_of_a_keyword_is_no_change()
    {
        var account = Filled();
        account.Flag("Work", 1, "later");
        using var follower = Follower.Start(account);
        account.Flag("Work", 1, "LATER");

        follower.Settle();

        Assert.That(News(follower), Is.Empty);
    }

    [TestCase(FlagTelling.Cheap, 0)]
    [TestCase(FlagTelling.Never, 0)]
    [TestCase(FlagTelling.Always, 1)]
    public void Without_condstore_flags_are_told_on_demand(FlagTelling flags, int updates)
    {
        var account = Filled(condStore: false);
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Flags = flags });
        account.Flag("Work", 1, "\\Seen");

        follower.Settle();

        Assert.That(News(follower).Count(line => line == "messageUpdated Work 1 \\Seen"), Is.EqualTo(updates));
        Assert.That(account.Commands.Count(command => command.Contains("(FLAGS)", StringComparison.Ordinal)), updates == 0 ? Is.Zero : Is.Positive);
    }

    [Test]
    public void On_demand_only_the_newest_are_read()
    {
        var account = Filled(condStore: false);
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Flags = FlagTelling.Always, FlagWindow = 2 });
        account.Flag("Work", 1, "\\Seen");
        account.Flag("Work", 2, "\\Seen");

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["messageUpdated Work 2 \\Seen"]));
    }

    [Test]
    public void Nothing_is_read_where_the_mod_sequence_stands_still()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        follower.Settle();
        account.Commands.Clear();

        follower.Settle();

        Assert.That(account.Commands, Has.None.Contains("FLAGS"));
    }

    [Test]
    public void Flags_that_changed_over_an_epoch_are_told_after_it()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        follower.Mirror.IsBelieving = false;
        account.Flag("Work", 2, "\\Seen");
        account.Renumber("Work", firstUid: 50);

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["mailboxReset Work", "messageUpdated Work 51 \\Seen"]));
    }

    [Test]
    public void A_message_that_moved_brings_its_flags()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Flag("INBOX", 2, "\\Seen");
        account.Move("INBOX", 2, "Work");

        follower.Settle();

        var moved = follower.Mirror.Told.Select(told => told.Data).OfType<MessageMovedData>().Single();
        Assert.That(moved.Flags, Is.EqualTo(NameSet.Of(["\\Seen"])));
    }

    private static IEnumerable<string> News(Follower follower) => [.. follower.Mirror.Lines.Skip(1)];

    private static FakeAccount Filled(bool condStore = true)
    {
        var account = FakeAccount.With(new Lies { CondStore = condStore });
        account.Create("Work");
        for (var n = 0; n < 6; n++)
            account.Deliver(n % 2 == 0 ? "INBOX" : "Work");
        return account;
    }
}
