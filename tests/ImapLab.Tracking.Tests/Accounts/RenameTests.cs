using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>A folder under another name is known again by its id, or by what it holds.</summary>
[TestFixture]
internal sealed class RenameTests
{
    [Test]
    public void A_renamed_folder_is_one_event_and_its_mail_none([Values] bool ids)
    {
        var account = Filled(ids);
        using var follower = Follower.Start(account);
        account.Rename("Work", "Archive/Work");
        account.Rename("Work/Old", "Archive/Work/Old");

        follower.Settle();
        account.Deliver("Archive/Work");
        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])
        [
            "mailboxRenamed Archive/Work from Work", "mailboxRenamed Archive/Work/Old from Work/Old", "messageNew Archive/Work 4",
        ]));
    }

    [Test]
    public void Mail_that_moved_on_with_the_new_name_is_told_under_it([Values] bool ids)
    {
        var account = Filled(ids);
        using var follower = Follower.Start(account);
        account.Rename("Work", "Done");
        account.Deliver("Done");
        account.Expunge("Done", 2);

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["mailboxRenamed Done from Work", "messageNew Done 4", "messageDeleted Done 2"]));
    }

    [Test]
    public void Another_folder_with_the_same_numbers_is_another_folder()
    {
        var account = Filled(ids: false);
        using var follower = Follower.Start(account);
        account.Delete("Work");
        var done = account.Create("Done");
        done.UidValidity = 101;
        for (var n = 0; n < 3; n++)
            account.Deliver("Done");

        follower.Settle();

        Assert.That(News(follower).Take(2), Is.EqualTo((string[])["mailboxDeleted Work", "mailboxNew Done"]));
        Assert.That(News(follower).Count(line => line.StartsWith("messageNew Done", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public void Of_two_empty_folders_with_the_same_numbers_neither_is_taken_for_the_other()
    {
        var account = FakeAccount.With(new Lies());
        account.Create("A").UidValidity = 7;
        account.Create("B").UidValidity = 7;
        using var follower = Follower.Start(account);
        account.Rename("A", "C");
        account.Rename("B", "D");

        follower.Settle();

        Assert.That(News(follower), Has.None.StartsWith("mailboxRenamed"));
        Assert.That(News(follower).Count(), Is.EqualTo(4));
    }

    [Test]
    public void An_empty_folder_whose_numbers_are_its_own_is_known_again()
    {
        var account = FakeAccount.With(new Lies());
        account.Create("A");
        using var follower = Follower.Start(account);
        account.Rename("A", "C");

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["mailboxRenamed C from A"]));
    }

    private static IEnumerable<string> News(Follower follower) => [.. follower.Mirror.Lines.Skip(1)];

    private static FakeAccount Filled(bool ids)
    {
        var account = FakeAccount.With(new Lies { MailboxIds = ids });
        account.Create("Work");
        account.Create("Work/Old");
        for (var n = 0; n < 9; n++)
            account.Deliver(((string[])["INBOX", "Work", "Work/Old"])[n % 3]);
        return account;
    }
}
