using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Fakes;

/// <summary>
/// An account in memory behind the tracker's port: folders, sessions with views of their own that may lag, and lies. It
/// completes everything on the caller's thread.
/// </summary>
internal sealed class FakeAccount(Lies lies) : IMailboxConnector
{
    private readonly List<FakeSource> _sessions = [];
    private uint _nextEpoch = 100;
    private int _delivered;
    private int _emails;

    public FakeAccount()
        : this(new Lies())
    {
        Create("INBOX");
    }

    public Lies Lies { get; set; } = lies;

    public SortedDictionary<string, FakeFolder> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each command with its name; it may change the account, or throw.</summary>
    public Action<string> BeforeCommand { get; set; } = _ => { };

    /// <summary>Called before each connection; it may throw.</summary>
    public Action BeforeConnect { get; set; } = () => { };

    /// <summary>What LIST says in place of the folders there are; null for the truth.</summary>
    public Func<IReadOnlyList<ListedFolder>>? Listing { get; set; }

    public int Connections { get; private set; }

    /// <summary>The commands, in order.</summary>
    public List<string> Commands { get; } = [];

    public static FakeAccount With(Lies lies)
    {
        var account = new FakeAccount(lies);
        account.Create("INBOX");
        return account;
    }

    public Task<IMailboxSource> ConnectAsync(CancellationToken cancellationToken)
    {
        Connections++;
        BeforeConnect();
        var source = new FakeSource(this);
        _sessions.Add(source);
        return Task.FromResult<IMailboxSource>(source);
    }

    public FakeFolder Create(string name) => Folders[name] = new FakeFolder(name, _nextEpoch++);

    public void Rename(string from, string to)
    {
        Folders.Remove(from, out var folder);
        folder!.Name = to;
        Folders[to] = folder;
    }

    /// <summary>Gives a message other flags.</summary>
    public void Flag(string folder, uint uid, params string[] flags)
    {
        var box = Folders[folder];
        var at = box.Messages.FindIndex(message => message.Uid == uid);
        box.Messages[at] = box.Messages[at] with { Flags = [.. flags] };
        box.ModSeqs[uid] = ++box.HighestModSeq;
        foreach (var session in _sessions.ToList())
            session.Flagged(folder);
    }

    public void Delete(string name) => Folders.Remove(name);

    public uint Deliver(string folder, string? messageId = null)
    {
        var n = ++_delivered;
        return Add(folder, messageId ?? $"<m{n}@x>", 100 + n, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(n));
    }

    public uint Add(string folder, string? messageId, long size, DateTimeOffset date, string? emailId = null, NameSet? flags = null)
    {
        var box = Folders[folder];
        var uid = box.UidNext++;
        box.Messages.Add(new FakeMessage(uid, messageId, size, date) { Flags = flags ?? [], EmailId = Lies.EmailIds ? emailId ?? $"M{++_emails}" : null });
        box.ModSeqs[uid] = ++box.HighestModSeq;
        Notify(folder);
        return uid;
    }

    public void Expunge(string folder, params uint[] uids)
    {
        var box = Folders[folder];
        box.Messages.RemoveAll(message => uids.Contains(message.Uid));
        if (!Lies.ModSeqIgnoresExpunge)
            box.HighestModSeq++;
        Notify(folder);
    }

    /// <summary>Puts a message into another folder as well, and takes it out of its own if that is asked for.</summary>
    /// <returns>Its UID there.</returns>
    public uint Copy(string from, uint uid, string to, bool andExpunge = false)
    {
        var message = Folders[from].Messages.Single(message => message.Uid == uid);
        var copy = Add(to, message.MessageId, message.Size, message.InternalDate, message.EmailId, message.Flags);
        if (andExpunge)
            Expunge(from, uid);
        return copy;
    }

    public uint Move(string from, uint uid, string to) => Copy(from, uid, to, andExpunge: true);

    /// <summary>Gives a folder another epoch; its messages stay and get other UIDs.</summary>
    public void Renumber(string folder, uint firstUid = 1)
    {
        var box = Folders[folder];
        box.UidValidity = _nextEpoch++;
        box.UidNext = firstUid;
        var messages = box.Messages.ToList();
        box.Messages.Clear();
        box.ModSeqs.Clear();
        foreach (var message in messages)
            Add(folder, message.MessageId, message.Size, message.InternalDate, message.EmailId, message.Flags);
    }

    /// <summary>Ends every connection without a word.</summary>
    public void Cut()
    {
        foreach (var session in _sessions.ToList())
            session.Cut();
        _sessions.Clear();
    }

    internal void Closed(FakeSource session) => _sessions.Remove(session);

    private void Notify(string folder)
    {
        foreach (var session in _sessions.ToList())
            session.Changed(folder);
    }
}
