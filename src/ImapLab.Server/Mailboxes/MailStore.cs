using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>An account's mailboxes by name, those that are gone, and its subscriptions.</summary>
public sealed class MailStore
{
    private readonly AccountClock _clock;
    private readonly SortedDictionary<string, Mailbox> _byName = new(StringComparer.Ordinal);
    private readonly List<Mailbox> _all = [];
    private readonly HashSet<int> _previewed = [];
    private readonly SortedSet<string> _subscribed = new(StringComparer.Ordinal);
    private UidValidity _nextEpoch;
    private int _messages;

    public MailStore(TimeProvider time, char delimiter, UidValidity firstEpoch)
    {
        _clock = new AccountClock(time);
        Delimiter = delimiter;
        _nextEpoch = firstEpoch;
    }

    public char Delimiter { get; }

    /// <summary>The ordinal of the last change in any mailbox: a moment in the account's history.</summary>
    public long Now => _clock.Ordinal;

    /// <summary>The mailboxes there are, by name in ordinal order.</summary>
    public IEnumerable<Mailbox> Mailboxes => _byName.Values;

    /// <summary>Every mailbox that ever was, in the order of their making; the oracle reads their journals.</summary>
    public IReadOnlyList<Mailbox> Everything => _all;

    public IEnumerable<string> Subscriptions => _subscribed;

    public Mailbox? Find(MailboxName name) => _byName.GetValueOrDefault(name.Text);

    /// <summary>Whether other mailboxes hang below a name, which itself may not exist.</summary>
    public bool HasChildren(MailboxName name) => _byName.Values.Any(mailbox => mailbox.Name.IsBelow(name, Delimiter));

    /// <summary>Makes a mailbox.</summary>
    /// <param name="uidValidity">Null for an epoch that no mailbox of the account has had (RFC 9051 section 2.3.1.1).</param>
    /// <exception cref="InvalidOperationException">There is one of that name.</exception>
    public Mailbox Create(MailboxName name, FolderRole role = FolderRole.None, UidValidity? uidValidity = null)
    {
        if (_byName.ContainsKey(name.Text))
            throw new InvalidOperationException($"A mailbox {name} exists.");
        if (uidValidity is { Value: < uint.MaxValue } given && given.Value >= _nextEpoch.Value)
            _nextEpoch = given.Next;
        var mailbox = new Mailbox(_clock, _all.Count + 1, name, uidValidity ?? NextEpoch(), role);
        _all.Add(mailbox);
        _byName.Add(name.Text, mailbox);
        return mailbox;
    }

    public void Delete(int by, Mailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        _byName.Remove(mailbox.Name.Text);
        mailbox.Delete(by);
    }

    /// <summary>Whether a mailbox, and those below it, could have a new name without taking another's.</summary>
    public bool CanRename(MailboxName from, MailboxName to) => MovedWith(from).All(moved => Find(NameAfter(moved, from, to)) is null);

    /// <summary>
    /// Gives a mailbox, and those below it, a new name (RFC 9051 section 6.3.6). There need not be a mailbox of the name itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the new names is taken: see <see cref="CanRename"/>.</exception>
    public void Rename(int by, MailboxName from, MailboxName to)
    {
        if (!CanRename(from, to))
            throw new InvalidOperationException($"A mailbox {to}, or one below it, exists.");
        foreach (var moved in MovedWith(from).ToList())
        {
            _byName.Remove(moved.Name.Text);
            moved.Rename(by, NameAfter(moved, from, to));
            _byName.Add(moved.Name.Text, moved);
        }
    }

    private IEnumerable<Mailbox> MovedWith(MailboxName from) =>
        Mailboxes.Where(mailbox => mailbox.Name == from || mailbox.Name.IsBelow(from, Delimiter));

    private static MailboxName NameAfter(Mailbox moved, MailboxName from, MailboxName to) => new(to.Text + moved.Name.Text[from.Text.Length..]);

    public bool Subscribe(string name) => _subscribed.Add(name);

    public bool Unsubscribe(string name) => _subscribed.Remove(name);

    /// <summary>A new message of this account, not yet in any mailbox.</summary>
    public Message NewMessage(IMessageContent content, DateTimeOffset? internalDate = null) =>
        new(++_messages, internalDate ?? _clock.Now, content);

    /// <summary>Whether somebody has asked for a message's preview, so that it lies ready.</summary>
    internal bool HasPreview(Message message) => _previewed.Contains(message.Number);

    internal void KeepPreview(Message message) => _previewed.Add(message.Number);

    /// <summary>New messages of this account, made when they are asked for and not before.</summary>
    /// <param name="make">Gives the content and the internal date of a message by its place in the run, from 0; always the same ones.</param>
    public MessageRun NewMessages(int count, Func<int, (IMessageContent Content, DateTimeOffset InternalDate)> make)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(make);
        var run = new MessageRun(_messages + 1, count, make);
        _messages = checked(_messages + count);
        return run;
    }

    /// <summary>Several changes as one, in whatever mailboxes: they have one time, and those who watch are told once, when all is done.</summary>
    public void AtOnce(Action changes) => _clock.AtOnce(changes);

    /// <summary>An epoch that no mailbox of the account has had.</summary>
    public UidValidity NextEpoch()
    {
        var epoch = _nextEpoch;
        _nextEpoch = epoch.Next;
        return epoch;
    }

    /// <summary>All that ever happened in the account, in order.</summary>
    public IEnumerable<JournalEntry> History() => _all.SelectMany(mailbox => mailbox.Journal.Entries).OrderBy(entry => entry.Ordinal);
}
