using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>A folder's UIDs become void: one reset, and only what really came and went besides.</summary>
[TestFixture]
internal sealed class EpochTests
{
    [Test]
    public void Messages_found_again_in_a_new_epoch_are_not_told()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Renumber("Work", firstUid: 50);

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["mailboxReset Work"]));
        var reset = (MailboxResetData)follower.Mirror.Told[^1].Data;
        Assert.That(reset.Reason, Is.EqualTo(ResetReasons.UidValidityChange));
        Assert.That(reset.UidValidity, Is.Not.EqualTo(reset.PrevUidValidity));
    }

    [Test]
    public void What_came_and_went_over_a_reset_is_told_by_its_own_epochs_uid()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Expunge("Work", 2);
        account.Renumber("Work", firstUid: 50);
        account.Deliver("Work", "<fresh@x>");

        var told = Settled(follower);

        Assert.That(told.Select(one => one.Event), Is.EqualTo((string[])["mailboxReset", "messageNew", "messageDeleted"]));
        var came = (MessageNewData)told[1].Data;
        var went = (MessageDeletedData)told[2].Data;
        Assert.That((came.Uid.Value, came.MessageId), Is.EqualTo((57u, "<fresh@x>")));
        Assert.That(went.Uid.Value, Is.EqualTo(2));
        Assert.That(MessageKey.TryDecode(came.Id)!.Value.FolderNumber, Is.Not.EqualTo(MessageKey.TryDecode(went.Id)!.Value.FolderNumber));
    }

    [Test]
    public void A_recreated_empty_folder_has_lost_its_messages()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Delete("Work");
        account.Create("Work");

        var told = Settled(follower);

        Assert.That(told.Select(one => one.Event), Is.EqualTo(((string[])["mailboxReset"]).Concat(Enumerable.Repeat("messageDeleted", 8))));
    }

    [Test]
    public void Changes_after_a_reset_are_followed()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Renumber("INBOX", firstUid: 9);
        follower.Settle();

        account.Deliver("INBOX");
        account.Expunge("INBOX", 9);
        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["mailboxReset INBOX", "messageNew INBOX 11", "messageDeleted INBOX 9"]));
    }

    [Test]
    public void A_uidnext_that_goes_down_makes_doubt_and_no_false_deletion()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Folders["Work"].UidNext = 5;

        var told = Settled(follower);

        Assert.That(told.Select(one => one.Event), Is.EqualTo((string[])["syncWarning"]));
    }

    [Test]
    public void The_same_uids_for_other_messages_are_a_reset_too()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        var work = account.Folders["Work"];
        work.Messages.Clear();
        work.UidNext = 1;
        account.Deliver("Work", "<other@x>");

        var told = Settled(follower);

        Assert.That(told[0].Data, Is.InstanceOf<MailboxResetData>().With.Property("Reason").EqualTo(ResetReasons.UidsReassigned));
        Assert.That(told.Count(one => one.Event == EventNames.MessageDeleted), Is.EqualTo(8));
        Assert.That(told.Count(one => one.Event == EventNames.MessageNew), Is.EqualTo(1));
    }

    [Test]
    public void A_cut_amid_a_reset_leaves_the_old_state_whole()
    {
        for (var cutAt = 1; cutAt <= 8; cutAt++)
        {
            var account = Filled();
            using var follower = Follower.Start(account);
            account.Expunge("Work", 2);
            account.Renumber("Work", firstUid: 50);
            account.Deliver("Work");
            var left = cutAt;
            account.BeforeCommand = _ =>
            {
                if (--left == 0)
                    throw new SourceException(SourceFault.Connection, "cut");
            };

            var told = Settled(follower);

            Assert.That(told.Select(one => one.Event), Is.EqualTo((string[])["mailboxReset", "messageNew", "messageDeleted"]), $"cut at command {cutAt}");
        }
    }

    private static List<TrackerEvent> Settled(Follower follower)
    {
        follower.Mirror.Told.Clear();
        // The mirror keeps no epochs: it only checks here that nothing is told wrongly by kind.
        follower.Mirror.IsBelieving = false;
        follower.Settle();
        return follower.Mirror.Told;
    }

    private static FakeAccount Filled()
    {
        var account = new FakeAccount();
        account.Deliver("INBOX");
        account.Deliver("INBOX");
        account.Create("Work");
        for (var n = 0; n < 8; n++)
            account.Deliver("Work");
        return account;
    }
}
