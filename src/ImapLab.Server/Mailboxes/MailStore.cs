using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>An account's mailboxes by name, those that are gone, and its subscriptions.</summary>
public sealed class MailStore
{
    private readonly AccountClock _clock;
    private readonly FolderTree _folders;
    private readonly List<Mailbox> _all = [];
    private readonly HashSet<int> _previewed = [];
    private readonly Watchers<Action<FolderChange>> _watchers = new();
    private UidValidity _nextEpoch;
    private int _messages;

    public MailStore(TimeProvider time, char delimiter, UidValidity firstEpoch)
    {
        _folders = new FolderTree(delimiter);
        Observers = new MailObservers(_folders);
        _clock = new AccountClock(time) { Observers = Observers };
        _nextEpoch = firstEpoch;
    }

    /// <summary>Whose mail it is: the user as lists of rights call him.</summary>
    public string Owner { get; init; } = "owner";

    /// <summary>What the account may use.</summary>
    internal IReadOnlyList<QuotaRoot> Quotas { get; init; } = [];

    public char Delimiter => _folders.Delimiter;

    /// <summary>
    /// Names are one that differ only in how Unicode composes their characters (RFC 9051 section 5.1: form NFC); else they are compared as they came.
    /// </summary>
    public bool NormalizesNames { get; init; } = true;

    /// <summary>The names above a mailbox stay when it goes, as names that cannot be selected.</summary>
    public bool KeepsParents { get; init; }

    /// <inheritdoc cref="FolderSemantics.RenameEndsSessions"/>
    public bool RenameEndsSessions { get; init; }

    /// <summary>What the mailboxes know of messages from their making on.</summary>
    public MessageSemantics Messages { get; init; } = MessageSemantics.Standard;

    /// <summary>What the mailboxes do as labels; null where each keeps its own mail.</summary>
    public LabelSemantics? LabelRules
    {
        get => Labels?.Rules;
        init => Labels = value is null ? null : new LabelKeeper(this, value);
    }

    /// <summary>Keeps the mailboxes in step where they are labels; else null.</summary>
    internal LabelKeeper? Labels { get; private init; }

    /// <summary>Each message that arrives is read, so that <see cref="Threads"/> knows it: only for servers that tell of threads.</summary>
    internal bool KeepsThreads { get; init; }

    internal ThreadIndex Threads { get; } = new();

    /// <summary>The ordinal of the last change in any mailbox: a moment in the account's history.</summary>
    public long Now => _clock.Ordinal;

    /// <summary>The mailboxes there are: INBOX, then by name, each before those below it.</summary>
    public IEnumerable<Mailbox> Mailboxes => _folders.All.Select(folder => folder.Mailbox).OfType<Mailbox>();

    /// <summary>How many mailboxes there are.</summary>
    public int MailboxCount { get; private set; }

    /// <summary>How many names there are: of mailboxes, of what stayed without one, and of subscriptions to what is not there.</summary>
    internal int NameCount => _folders.Held;

    /// <summary>Every mailbox that ever was, in the order of their making; the oracle reads their journals.</summary>
    public IReadOnlyList<Mailbox> Everything => _all;

    public IEnumerable<string> Subscriptions => _folders.All.Where(folder => folder.IsSubscribed).Select(folder => folder.Name.Text);

    /// <summary>What clients have written down about the server.</summary>
    internal Annotations Annotations { get; } = new();

    /// <summary>Told after something happened to a name, on the account's loop.</summary>
    internal event Action<FolderChange> FoldersChanged
    {
        add => _watchers.Add(value);
        remove => _watchers.Remove(value);
    }

    /// <summary>Those who want to know of changes to mail in mailboxes that they have not open.</summary>
    internal MailObservers Observers { get; }

    /// <summary>The names as a hierarchy.</summary>
    internal FolderTree Folders => _folders;

    /// <summary>The one spelling under which the account knows a name.</summary>
    public MailboxName Canonical(MailboxName name) => NormalizesNames ? name.Normalized().WithInbox(Delimiter) : name.WithInbox(Delimiter);

    public Mailbox? Find(MailboxName name) => FolderOf(name)?.Mailbox;

    /// <summary>Whether other mailboxes hang below a name, which itself may not exist.</summary>
    public bool HasChildren(MailboxName name) => FolderOf(name) is { ThereBelow: > 0 };

    /// <summary>How much the mailboxes under a root use. A message counts once, however many labels it has.</summary>
    internal QuotaUsage UsageOf(QuotaRoot root) => Mailboxes.Where(mailbox => root.Covers(mailbox.Name))
        .Aggregate(default(QuotaUsage), (sum, mailbox) => sum + (Labels is null || LabelKeeper.Counts(mailbox)
            ? new QuotaUsage(mailbox.Octets, (ulong)mailbox.Count, 1)
            : new QuotaUsage(0, 0, 1)));

    internal Folder? FolderOf(MailboxName name) => _folders.Find(Canonical(name));

    /// <summary>Makes a mailbox.</summary>
    /// <param name="uidValidity">Null for an epoch that no mailbox of the account has had (RFC 9051 section 2.3.1.1).</param>
    /// <param name="by">The number of the connection that asked for it; 0 for the lab itself.</param>
    /// <exception cref="InvalidOperationException">There is one of that name.</exception>
    public Mailbox Create(MailboxName name, FolderRole role = FolderRole.None, UidValidity? uidValidity = null, int by = 0)
    {
        name = Canonical(name);
        if (Find(name) is not null)
            throw new InvalidOperationException($"A mailbox {name} exists.");
        if (uidValidity is { Value: < uint.MaxValue } given && given.Value >= _nextEpoch.Value)
            _nextEpoch = given.Next;
        var mailbox = new Mailbox(_clock, _all.Count + 1, name, uidValidity ?? NextEpoch(), role, Messages.Keywords) { Labels = Labels };
        _all.Add(mailbox);
        mailbox.Access = Inherited(name);
        _folders.Put(name, mailbox, KeepsParents);
        MailboxCount++;
        Announce(new FolderChange.Created(by, mailbox));
        return mailbox;
    }

    public void Delete(int by, Mailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var folder = FolderOf(mailbox.Name)!;
        _folders.Clear(folder, keepName: KeepsParents && folder.ThereBelow > 0);
        MailboxCount--;
        mailbox.Delete(by);
        Announce(new FolderChange.Deleted(by, mailbox.Name, mailbox));
    }

    /// <summary>Takes a name away that is no mailbox and stayed nevertheless.</summary>
    internal void DeleteName(int by, Folder folder)
    {
        var name = folder.Name;
        _folders.Clear(folder);
        Announce(new FolderChange.Deleted(by, name, null));
    }

    /// <summary>Whether a mailbox, and those below it, could have a new name without taking another's.</summary>
    public bool CanRename(MailboxName from, MailboxName to) => MovedWith(from).All(moved => FolderOf(NameAfter(moved.Name, from, to)) is not { IsThere: true });

    /// <summary>How many names there are more after a mailbox was renamed: subscriptions to the old names stay.</summary>
    internal int NamesMadeByRename(MailboxName from, MailboxName to) =>
        MovedWith(from).Sum(moved => (moved.IsSubscribed ? 1 : 0) - (FolderOf(NameAfter(moved.Name, from, to)) is { IsHeld: true } ? 1 : 0));

    /// <summary>
    /// Gives a mailbox, and those below it, a new name (RFC 9051 section 6.3.6). There need not be a mailbox of the name itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the new names is taken: see <see cref="CanRename"/>.</exception>
    public void Rename(int by, MailboxName from, MailboxName to)
    {
        (from, to) = (Canonical(from), Canonical(to));
        if (!CanRename(from, to))
            throw new InvalidOperationException($"A mailbox {to}, or one below it, exists.");
        foreach (var folder in MovedWith(from).ToList())
        {
            var (name, mailbox) = (NameAfter(folder.Name, from, to), folder.Mailbox);
            _folders.Move(folder, name);
            mailbox?.Rename(by, name, RenameEndsSessions);
        }

        Announce(new FolderChange.Renamed(by, from, to));
    }

    /// <summary>A new mailbox has the rights of the nearest one above it (RFC 4314 section 4, CREATE).</summary>
    private AccessList? Inherited(MailboxName name)
    {
        for (var above = name.Parent(Delimiter); above is { } parent; above = parent.Parent(Delimiter))
        {
            if (Find(parent) is { } mailbox)
                return mailbox.Access?.Copy();
        }

        return null;
    }

    private IEnumerable<Folder> MovedWith(MailboxName from) => FolderOf(from)?.WithAllBelow().Where(folder => folder.IsThere) ?? [];

    private MailboxName NameAfter(MailboxName moved, MailboxName from, MailboxName to) => new(Canonical(to).Text + moved.Text[Canonical(from).Text.Length..]);

    public bool Subscribe(string name, int by = 0) => Told(_folders.Subscribe(Canonical(new MailboxName(name))), new FolderChange.Subscribed(by, Canonical(new MailboxName(name)), true));

    public bool Unsubscribe(string name, int by = 0) => Told(_folders.Unsubscribe(Canonical(new MailboxName(name))), new FolderChange.Subscribed(by, Canonical(new MailboxName(name)), false));

    /// <summary>Annotations were set.</summary>
    internal void Annotated(int by, MailboxName? mailbox, IReadOnlyList<string> entries) => Announce(new FolderChange.Annotated(by, mailbox, entries));

    /// <summary>What its owner may do with a mailbox has changed.</summary>
    internal void RightsChanged(int by, Mailbox mailbox, MailboxRights before)
    {
        if (mailbox.OwnersRights != before)
            Announce(new FolderChange.Permitted(by, mailbox, before));
    }

    private void Announce(FolderChange change) => _watchers.Tell(watcher => watcher(change));

    private bool Told(bool happened, FolderChange change)
    {
        if (happened)
            Announce(change);
        return happened;
    }

    /// <summary>A new message of this account, not yet in any mailbox.</summary>
    public Message NewMessage(IMessageContent content, DateTimeOffset? internalDate = null)
    {
        var message = new Message(++_messages, internalDate is not { } date ? _clock.Now : Messages.KeepsZones ? date : date.ToUniversalTime(), content);
        if (KeepsThreads)
            Threads.Add(message);
        return message;
    }

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
