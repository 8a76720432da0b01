using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Tests.Mailboxes;

[TestFixture]
internal sealed class MailboxHistoryTests
{
    [Test]
    public void A_mailbox_agrees_with_a_plain_list_after_any_history([Range(1, 12)] int seed)
    {
        var history = new MailboxHistory(seed);
        for (var step = 0; step < 150; step++)
            history.Step();

        var model = history.Model.Messages;
        var mailbox = history.Mailbox;
        Assert.That(mailbox.Messages.Select(Row), Is.EqualTo(model.Select(Row)));
        Assert.That(mailbox.Count, Is.EqualTo(model.Count));
        Assert.That(mailbox.UidNext.Value, Is.EqualTo(history.Model.UidNext));
        Assert.That(mailbox.Find(mailbox.UidNext), Is.Null);
        var number = model.Count == 0 ? 0 : model[model.Count / 2].Message.Number;
        Assert.That(mailbox.FindNumber(number)?.Uid.Value, Is.EqualTo(model.Find(message => message.Message.Number == number)?.Uid));
    }

    [Test]
    public void What_is_kept_with_each_change_is_what_would_be_counted([Range(1, 12)] int seed)
    {
        var history = new MailboxHistory(seed);
        for (var step = 0; step < 150; step++)
        {
            history.Step();

            var (mailbox, model) = (history.Mailbox, history.Model.Messages);
            var deleted = model.FindAll(message => message.Flags.Has(SystemFlags.Deleted));
            Assert.That(mailbox.Octets, Is.EqualTo((ulong)model.Sum(message => message.Message.Content.Size)));
            Assert.That(mailbox.DeletedOctets, Is.EqualTo((ulong)deleted.Sum(message => message.Message.Content.Size)));
            Assert.That(mailbox.Deleted.Select(uid => uid.Value), Is.EqualTo(deleted.Select(message => message.Uid)));
            Assert.That(
                mailbox.Unseen.Select(uid => uid.Value),
                Is.EqualTo(model.Where(message => !message.Flags.Has(SystemFlags.Seen)).Select(message => message.Uid)));
        }
    }

    [Test]
    public void The_journal_tells_every_change_as_it_was([Range(1, 12)] int seed)
    {
        var history = new MailboxHistory(seed);
        for (var step = 0; step < 150; step++)
            history.Step();

        var (journal, model) = (history.Mailbox.Journal, history.Model.Journal);
        Assert.That(journal.Entries.Skip(1), Is.EqualTo(model));
        Assert.That(journal.Length, Is.EqualTo(model.Count + 1));
        var random = new Random(seed);
        for (var look = 0; look < 20; look++)
        {
            var index = random.Next(model.Count);
            Assert.That(journal[index + 1], Is.EqualTo(model[index]));
            Assert.That(journal.EntriesFrom(index + 1).Take(50), Is.EqualTo(model.Skip(index).Take(50)));
        }
    }

    [Test]
    public void What_changed_after_a_moment_is_found_by_it([Range(1, 12)] int seed)
    {
        var history = new MailboxHistory(seed);
        for (var step = 0; step < 150; step++)
            history.Step();

        var (mailbox, model) = (history.Mailbox, history.Model);
        var last = model.Journal[^1].ModSeq.Value;
        foreach (var moment in new ulong[] { 0, 1, 2, last / 3, last / 2, last - 1, last, last + 5 })
        {
            var since = new ModSeq(moment);
            var later = model.Journal.FindAll(entry => entry.ModSeq > since);
            var epoch = later.FindLastIndex(entry => entry.Change is Change.Renumbered);
            var gone = later.Skip(epoch + 1).Select(entry => entry.Change).OfType<Change.Expunged>().Select(change => change.Uid).Order();
            Assert.That(mailbox.ChangedAfter(since).Select(message => message.Uid.Value), Is.EqualTo(model.Messages.Where(message => message.ModSeq > moment).Select(message => message.Uid)));
            Assert.That(mailbox.Journal.ExpungedAfter(since), Is.EqualTo(gone));
            Assert.That(mailbox.Journal.EntriesFrom(mailbox.Journal.IndexAfter(since)).SkipWhile(entry => entry.Change is Change.Created), Is.EqualTo(later));
        }
    }

    [Test]
    public void Those_who_watch_are_told_of_each_change_once_and_of_many_at_once_once()
    {
        var history = new MailboxHistory(1);
        var mailbox = history.Mailbox;
        var store = new MailStore(TimeProvider.System, '/', new UidValidity(1));
        history.Watch();

        mailbox.Add(0, store.NewMessage(new HeldContent("x"u8.ToArray())), FlagSet.Empty);
        mailbox.Add(0, store.NewMessage(new HeldContent("y"u8.ToArray())), FlagSet.Empty);
        mailbox.AtOnce(() =>
        {
            mailbox.SetFlags(0, mailbox.Find(new Uid(1))!.Value, FlagSet.Of("\\Seen"));
            mailbox.Expunge(0, new Uid(1));
            mailbox.AtOnce(() => mailbox.Expunge(0, new Uid(2)));
        });

        Assert.That(history.Told, Is.EqualTo(3));
    }

    [Test]
    public void Keywords_are_the_mailboxs_own_as_they_were_first_spelled()
    {
        var mailbox = new MailboxHistory(1).Mailbox;
        var store = new MailStore(TimeProvider.System, '/', new UidValidity(1));

        mailbox.Add(0, store.NewMessage(new HeldContent("x"u8.ToArray())), FlagSet.Of("Work", "a"));
        var second = mailbox.Add(0, store.NewMessage(new HeldContent("y"u8.ToArray())), FlagSet.Of("b", "A", "WORK"));

        Assert.That(mailbox.Keywords, Is.EqualTo(new[] { "Work", "a", "b" }));
        Assert.That(second.Flags.Keywords, Is.EqualTo(new[] { "Work", "a", "b" }));
    }

    [Test]
    public void A_handle_of_a_message_that_is_gone_tells_what_was_true_last()
    {
        var mailbox = new MailboxHistory(1).Mailbox;
        var store = new MailStore(TimeProvider.System, '/', new UidValidity(1));
        var stored = mailbox.Add(0, store.NewMessage(new HeldContent("x"u8.ToArray())), FlagSet.Of("\\Flagged"));

        mailbox.Expunge(0, stored.Uid);

        Assert.That(stored.Flags, Is.EqualTo(FlagSet.Of("\\Flagged")));
        Assert.That(stored.Message.Content.Size, Is.EqualTo(1));
        Assert.That(mailbox.SetFlags(0, stored, FlagSet.Empty), Is.False);
    }

    private static (uint, Message, FlagSet, ulong, DateTimeOffset) Row(StoredMessage stored) =>
        (stored.Uid.Value, stored.Message, stored.Flags, stored.ModSeq.Value, stored.SaveDate);

    private static (uint, Message, FlagSet, ulong, DateTimeOffset) Row(ModelMessage message) =>
        (message.Uid, message.Message, message.Flags, message.ModSeq, message.Saved);
}
