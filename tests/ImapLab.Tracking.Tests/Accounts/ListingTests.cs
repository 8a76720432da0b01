using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>What LIST says is not taken for granted.</summary>
[TestFixture]
internal sealed class ListingTests
{
    [Test]
    public void An_empty_list_deletes_nothing()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [];
            follower.Settle();
            account.Listing = null;
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Where(line => line.StartsWith("mailbox", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void A_list_that_stays_unusable_is_told_and_folders_known_are_still_looked_at()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [];
            account.Deliver("Work");
            follower.Settle();

            Assert.That(follower.Mirror.Lines, Has.One.StartWith("syncWarning"));
            Assert.That(follower.Mirror.Lines, Has.One.EqualTo("messageNew Work 1"));
        }
    }

    [Test]
    public void A_folder_left_out_of_one_list_is_not_deleted()
    {
        var (account, follower) = Start();
        using (follower)
        {
            var isFirst = true;
            account.Listing = () =>
            {
                var listed = Truth(account).Where(folder => !isFirst || folder.Name.IsInbox).ToList();
                isFirst = false;
                return listed;
            };
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Skip(1), Is.Empty);
        }
    }

    [Test]
    public void A_folder_left_out_of_every_list_is_not_deleted_while_status_knows_it()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [.. Truth(account).Where(folder => folder.Name.IsInbox)];
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Skip(1), Is.Empty);
        }
    }

    [Test]
    public void A_folder_is_not_deleted_by_a_refusal_of_the_moment()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [.. Truth(account).Where(folder => folder.Name.IsInbox)];
            var isBusy = true;
            account.BeforeCommand = command =>
            {
                if (command != "STATUS Work" || !isBusy)
                    return;
                isBusy = false;
                throw new SourceException(SourceFault.RefusedForNow, "busy");
            };
            follower.Settle();

            Assert.That(isBusy, Is.False);
            Assert.That(follower.Mirror.Lines.Skip(1), Is.Empty);
        }
    }

    [Test]
    public void Inbox_in_another_spelling_is_inbox()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [.. Truth(account).Where(folder => !folder.Name.IsInbox), new ListedFolder(new MailboxName("Inbox"), '/', FolderRole.None, true)];
            account.Deliver("INBOX");
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]));
            Assert.That(follower.Mirror.Told[^1].SpecialUse, Is.EqualTo("\\Inbox"));
        }
    }

    [Test]
    public void A_list_without_inbox_still_has_it()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [.. Truth(account).Where(folder => !folder.Name.IsInbox)];
            account.Deliver("INBOX");
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1"]));
        }
    }

    [Test]
    public void A_level_that_holds_no_mail_is_no_mailbox()
    {
        var (account, follower) = Start();
        using (follower)
        {
            account.Listing = () => [.. Truth(account), new ListedFolder(new MailboxName("Level"), '/', FolderRole.None, Selectable: false)];
            follower.Settle();

            Assert.That(follower.Mirror.Lines.Skip(1), Is.Empty);
        }
    }

    private static (FakeAccount Account, Follower Follower) Start()
    {
        var account = new FakeAccount();
        account.Create("Work");
        return (account, Follower.Start(account));
    }

    private static IEnumerable<ListedFolder> Truth(FakeAccount account) =>
        account.Folders.Keys.Select(name => new ListedFolder(new MailboxName(name), '/', FolderRole.None, true));
}
