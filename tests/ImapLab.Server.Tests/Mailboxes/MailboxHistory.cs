using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Tests.Mailboxes;

/// <summary>Does one thing after another to a mailbox and to its model, chosen by a seed.</summary>
internal sealed class MailboxHistory
{
    private static readonly string[] Flags = ["\\Seen", "\\Deleted", "\\Flagged", "\\Answered", "\\Draft", "work", "Work", "$Junk", "a", "b"];

    private readonly Random _random;
    private readonly Hands _time = new();
    private readonly MailStore _store;

    public MailboxHistory(int seed)
    {
        _random = new Random(seed);
        _store = new MailStore(_time, '/', new UidValidity(1));
        Mailbox = _store.Create(MailboxName.Inbox);
    }

    public Mailbox Mailbox { get; }

    public MailboxModel Model { get; } = new();

    /// <summary>How often those who watch were told.</summary>
    public int Told { get; private set; }

    public void Watch() => Mailbox.Changed += () => Told++;

    public void Step()
    {
        if (_random.Next(3) == 0)
            _time.Now += TimeSpan.FromSeconds(_random.Next(5));
        switch (_random.Next(20))
        {
            case < 5:
                Add();
                break;
            case 5:
                AddAll(_random.Next(0, 700));
                break;
            case < 11:
                ExpungeSome(_random.Next(1, 60));
                break;
            case < 18:
                FlagSome(_random.Next(1, 40));
                break;
            case 18:
                Mailbox.AtOnce(() => ExpungeSome(_random.Next(1, 300)));
                break;
            case 19 when _random.Next(6) == 0:
                Renumber();
                break;
        }
    }

    private void Add()
    {
        var message = _store.NewMessage(new HeldContent(new byte[_random.Next(1, 500)]), _time.Now.AddDays(-1));
        var by = _random.Next(3);
        var flags = AnyFlags();

        var stored = Mailbox.Add(by, message, flags.With(SystemFlags.Recent));

        Assert.That(stored.Uid.Value, Is.EqualTo(Model.UidNext));
        Added(by, message, flags);
    }

    private void AddAll(int count)
    {
        var date = _time.Now.AddDays(-2);
        var contents = Enumerable.Range(0, count).Select(_ => new HeldContent(new byte[_random.Next(1, 500)])).ToList();
        var run = _store.NewMessages(count, index => (contents[index], date.AddMinutes(index)));
        var flags = AnyFlags();

        Mailbox.AddAll(1, run, flags);

        for (var index = 0; index < count; index++)
            Added(1, new Message(run.First + index, date.AddMinutes(index), contents[index]), flags);
    }

    private void Added(int by, Message message, FlagSet flags)
    {
        var added = new ModelMessage(Model.UidNext++, message) { Flags = flags, Saved = _time.Now };
        Model.Messages.Add(added);
        added.ModSeq = Record(by, new Change.Added(new Uid(added.Uid), message, flags));
    }

    private void ExpungeSome(int count)
    {
        for (; count > 0 && Model.Messages.Count > 0; count--)
        {
            var doomed = Model.Messages[_random.Next(Model.Messages.Count)];
            var by = _random.Next(3);
            Assert.That(Mailbox.Expunge(by, new Uid(doomed.Uid)), Is.True);
            Model.Messages.Remove(doomed);
            Record(by, new Change.Expunged(new Uid(doomed.Uid), doomed.Message));
        }

        Assert.That(Mailbox.Expunge(0, new Uid(Model.UidNext)), Is.False);
    }

    private void FlagSome(int count)
    {
        var first = Model.Messages.Count == 0 ? 0 : _random.Next(Model.Messages.Count);
        var flags = AnyFlags();
        foreach (var message in Model.Messages.Skip(first).Take(count))
        {
            var stored = Mailbox.Find(new Uid(message.Uid))!.Value;
            var changed = Mailbox.SetFlags(2, stored, flags);

            Assert.That(changed, Is.EqualTo(message.Flags != flags));
            message.Flags = flags;
            if (changed)
                message.ModSeq = Record(2, new Change.Flagged(new Uid(message.Uid), flags));
            Assert.That(stored.Flags, Is.EqualTo(flags), "A handle tells what is true now.");
        }
    }

    private void Renumber()
    {
        var from = Mailbox.UidValidity;
        var held = Mailbox.Messages.FirstOrDefault();

        Mailbox.Renumber(from.Next);

        var modSeq = Record(0, new Change.Renumbered(from, from.Next));
        Model.UidNext = 1;
        foreach (var message in Model.Messages)
        {
            message.Uid = Model.UidNext++;
            message.ModSeq = modSeq;
        }

        if (Model.Messages.Count > 0)
            Assert.That(Mailbox.SetFlags(0, held, FlagSet.Of("old")), Is.False, "A handle of an epoch that is over changes nothing.");
    }

    private ulong Record(int by, Change change)
    {
        var number = Model.Journal.Count + 1;
        // Making the mailbox was the first change, with ordinal 1 and MODSEQ 2.
        Model.Journal.Add(new JournalEntry(number + 1, Mailbox.Number, new ModSeq((ulong)number + 2), _time.Now, by, change));
        return (ulong)number + 2;
    }

    private FlagSet AnyFlags() => FlagSet.Of(Enumerable.Range(0, _random.Next(4)).Select(_ => Flags[_random.Next(Flags.Length)]));

    /// <summary>A clock that stands where it is put.</summary>
    private sealed class Hands : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
