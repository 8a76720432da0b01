using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Moves;

/// <summary>A message gone here and the same message new there is one event; what is not certain is two.</summary>
[TestFixture]
internal sealed class MoveTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase("INBOX", "Work", true)]
    [TestCase("Work", "INBOX", true)]
    [TestCase("Archive", "Work", false)]
    [TestCase("Work", "Archive", false)]
    public void A_move_is_one_event_whichever_half_is_seen_first(string from, string to, bool emailIds)
    {
        var account = Filled(emailIds);
        using var follower = Follower.Start(account);
        account.Move(from, 2, to);

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])[$"messageMoved {to} 4 from {from} 2"]));
        var moved = (MessageMovedData)follower.Mirror.Told[^1].Data;
        Assert.That(moved.Evidence, Is.EqualTo(emailIds ? MoveEvidence.EmailId : MoveEvidence.MessageId));
        Assert.That(MessageKey.TryDecode(moved.PreviousId)!.Value.Uid.Value, Is.EqualTo(2));
        Assert.That(moved.Id, Is.Not.EqualTo(moved.PreviousId));
    }

    [Test]
    public void Without_pairing_both_halves_are_told_at_once()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Moves = MoveTelling.Separate });

        account.Expunge("INBOX", 1);

        Assert.That(News(follower), Is.EqualTo((string[])["messageDeleted INBOX 1"]), "without waiting for any look");
        account.Move("INBOX", 2, "Work");
        follower.Settle();
        Assert.That(News(follower).Skip(1), Is.EquivalentTo((string[])["messageDeleted INBOX 2", "messageNew Work 4"]));
    }

    [Test]
    public void New_mail_waits_for_nothing()
    {
        var account = Filled();
        using var follower = Follower.Start(account);

        account.Deliver("INBOX");

        Assert.That(News(follower), Is.EqualTo((string[])["messageNew INBOX 4"]));
    }

    [Test]
    public void A_deletion_is_held_until_every_other_folder_was_looked_at()
    {
        var account = Filled();
        using var follower = Follower.Start(account);

        account.Expunge("INBOX", 2);
        var atOnce = News(follower);
        follower.Settle();

        Assert.That(atOnce, Is.Empty);
        Assert.That(News(follower), Is.EqualTo((string[])["messageDeleted INBOX 2"]));
    }

    [Test]
    public void A_live_deletion_does_not_wait_for_the_next_poll()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", Poll = TimeSpan.FromHours(8) });

        account.Expunge("INBOX", 2);
        follower.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(News(follower), Is.EqualTo((string[])["messageDeleted INBOX 2"]));
    }

    [Test]
    public void In_an_account_of_one_folder_nothing_can_move()
    {
        var account = new FakeAccount();
        account.Deliver("INBOX");
        using var follower = Follower.Start(account);

        account.Expunge("INBOX", 1);

        Assert.That(News(follower), Is.EqualTo((string[])["messageDeleted INBOX 1"]));
    }

    [Test]
    public void A_window_holds_a_deletion_for_a_time()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", MoveWindow = TimeSpan.FromMinutes(10) });
        var body = account.Folders["INBOX"].Messages[1];
        account.Expunge("INBOX", 2);
        account.Expunge("INBOX", 3);

        follower.Time.Advance(TimeSpan.FromMinutes(5));
        account.Add("Work", body.MessageId, body.Size, body.InternalDate);
        follower.Time.Advance(TimeSpan.FromMinutes(3));
        var early = News(follower);
        follower.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(early, Is.EqualTo((string[])["messageMoved Work 4 from INBOX 2"]));
        Assert.That(News(follower).Skip(1), Is.EqualTo((string[])["messageDeleted INBOX 3"]));
    }

    [Test]
    public void A_copy_is_new_mail_and_its_later_deletion_no_move()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Copy("INBOX", 2, "Work");
        follower.Settle();

        account.Expunge("INBOX", 2);
        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["messageNew Work 4", "messageDeleted INBOX 2"]));
    }

    [Test]
    public void Of_twins_one_that_left_cannot_be_told_from_the_other()
    {
        var account = Filled();
        account.Add("INBOX", "<twin@x>", 900, Day);
        account.Add("Archive", "<twin@x>", 900, Day);
        using var follower = Follower.Start(account);

        // The one in Archive moves; the one in INBOX is deleted.
        account.Move("Archive", 4, "Work");
        account.Expunge("INBOX", 4);
        follower.Settle();

        Assert.That(News(follower), Is.EquivalentTo((string[])["messageNew Work 4", "messageDeleted Archive 4", "messageDeleted INBOX 4"]));
    }

    [Test]
    public void A_twin_that_stays_makes_the_guess_no_surer()
    {
        var account = Filled();
        account.Add("INBOX", "<twin@x>", 900, Day);
        account.Add("Archive", "<twin@x>", 900, Day);
        using var follower = Follower.Start(account);

        // Either Archive's was copied and INBOX's deleted, or INBOX's moved.
        account.Move("INBOX", 4, "Work");
        follower.Settle();

        Assert.That(News(follower), Is.EquivalentTo((string[])["messageNew Work 4", "messageDeleted INBOX 4"]));
    }

    [Test]
    public void Twins_with_an_id_of_their_own_are_told_apart()
    {
        var account = Filled(emailIds: true);
        account.Add("INBOX", "<twin@x>", 900, Day);
        account.Add("Archive", "<twin@x>", 900, Day);
        using var follower = Follower.Start(account);

        account.Move("Archive", 4, "Work");
        account.Expunge("INBOX", 4);
        follower.Settle();

        Assert.That(News(follower), Is.EquivalentTo((string[])["messageMoved Work 4 from Archive 4", "messageDeleted INBOX 4"]));
    }

    [TestCase("<other@x>", 900, 0)]
    [TestCase("<twin@x>", 901, 0)]
    [TestCase("<twin@x>", 900, 1)]
    [TestCase(null, 900, 0)]
    public void What_differs_in_anything_is_another_message(string? messageId, long size, int seconds)
    {
        var account = Filled();
        account.Add("INBOX", "<twin@x>", 900, Day);
        using var follower = Follower.Start(account);

        account.Add("Work", messageId, size, Day.AddSeconds(seconds));
        account.Expunge("INBOX", 4);
        follower.Settle();

        Assert.That(News(follower), Is.EquivalentTo((string[])["messageNew Work 4", "messageDeleted INBOX 4"]));
    }

    [Test]
    public void A_message_that_went_on_is_told_from_its_first_folder_to_its_last()
    {
        var account = Filled();
        using var follower = Follower.Start(account);
        account.Move("INBOX", 2, "Work");
        // Work is looked into while it has the message, which then goes on before the pass is over.
        account.BeforeCommand = command =>
        {
            if (!command.StartsWith("EXAMINE INBOX", StringComparison.Ordinal) || account.Folders["Work"].Messages.Count < 4 || !account.Commands.Contains("EXAMINE Work"))
                return;
            account.BeforeCommand = _ => { };
            account.Move("Work", 4, "Archive");
        };

        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["messageMoved Archive 4 from INBOX 2"]));
    }

    [Test]
    public void What_is_held_survives_the_tracker([Values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)] int dies)
    {
        var account = Filled();
        var store = new MemoryTrackerStore();
        Sync(account, store, new Mirror(account));
        var mirror = new Mirror(account) { IsBelieving = false };
        account.Move("Work", 2, "Archive");
        account.Move("Archive", 1, "Work");
        account.Expunge("Archive", 3);
        var left = dies;
        account.BeforeCommand = _ =>
        {
            if (left-- == 0)
                throw new InvalidOperationException("killed");
        };

        try
        {
            Sync(account, store, mirror);
        }
        catch (InvalidOperationException)
        {
            // The later ones come when all is over.
        }

        account.BeforeCommand = _ => { };
        Sync(account, store, mirror);

        Assert.That(mirror.Lines, Is.EquivalentTo((string[])["messageMoved Archive 4 from Work 2", "messageMoved Work 4 from Archive 1", "messageDeleted Archive 3"]));
        Assert.That(store.LoadHeld(), Is.Empty);
        Assert.That(store.LoadAwaited(), Is.Empty);
    }

    [Test]
    public void A_folder_that_goes_takes_nothing_untold_with_it()
    {
        var account = Filled();
        using var follower = Follower.Start(account, options: new TrackerOptions { Account = "u", MoveWindow = TimeSpan.FromHours(1) });
        account.Expunge("Work", 2);
        follower.Time.Advance(TimeSpan.FromMinutes(5));

        account.Delete("Work");
        follower.Settle();

        Assert.That(News(follower), Is.EqualTo((string[])["messageDeleted Work 2", "mailboxDeleted Work"]));
    }

    private static IEnumerable<string> News(Follower follower) => [.. follower.Mirror.Lines.Skip(1)];

    private static FakeAccount Filled(bool emailIds = false)
    {
        var account = FakeAccount.With(new Lies { EmailIds = emailIds });
        account.Create("Archive");
        account.Create("Work");
        for (var n = 0; n < 9; n++)
            account.Deliver(((string[])["INBOX", "Archive", "Work"])[n % 3]);
        return account;
    }

    private static void Sync(FakeAccount account, MemoryTrackerStore store, Mirror mirror)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var time = new ManualTime();
        var done = new AccountTracker(account, store, mirror, new TrackerOptions { Account = "u" }, time).SyncAsync(CancellationToken.None);
        for (var wait = 0; wait < 50 && !done.IsCompleted; wait++)
            time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(done.IsCompleted);
        done.GetAwaiter().GetResult();
    }
}
