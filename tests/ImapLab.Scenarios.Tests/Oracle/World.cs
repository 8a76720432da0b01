using System.Globalization;
using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Scenarios.Oracle;
using ImapLab.Server.Mailboxes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Tests.Oracle;

/// <summary>An account with three messages in INBOX and one in Old, and somebody who tells of it; no server, no tracker.</summary>
public sealed class World
{
    private readonly MailStore _store = new(TimeProvider.System, '/', new UidValidity(50));
    private readonly List<ObservedEvent> _events = [];
    private readonly List<Settle> _settles = [];
    private readonly long _start;
    private int _messages;

    public World()
    {
        var inbox = _store.Create(MailboxName.Inbox, FolderRole.Inbox, new UidValidity(1));
        for (var made = 0; made < 3; made++)
            inbox.Add(0, NewMessage(), FlagSet.Empty);
        _messages = 100;
        _store.Create(new MailboxName("Old"), uidValidity: new UidValidity(2)).Add(0, NewMessage(), FlagSet.Empty);
        _messages = 3;
        _start = _store.Now;
    }

    private Mailbox Inbox => _store.Find(MailboxName.Inbox)!;

    public void Add() => Inbox.Add(0, NewMessage(), FlagSet.Empty);

    public void Expunge(uint uid) => Inbox.Expunge(0, new Uid(uid));

    public void Flag(uint uid, params string[] flags) => Inbox.SetFlags(0, Inbox.Find(new Uid(uid))!.Value, FlagSet.Of(flags));

    /// <summary>A message of INBOX into Old.</summary>
    public void Copy(uint uid) => _store.Find(new MailboxName("Old"))!.Add(0, Inbox.Find(new Uid(uid))!.Value.Message, FlagSet.Empty);

    public void Move(uint uid)
    {
        Copy(uid);
        Expunge(uid);
    }

    /// <summary>A message leaves INBOX, and comes back under another UID.</summary>
    public void LeaveAndReturn(uint uid)
    {
        var message = Inbox.Find(new Uid(uid))!.Value.Message;
        Expunge(uid);
        Inbox.Add(0, message, FlagSet.Empty);
    }

    /// <summary>A message comes that answers another by its number.</summary>
    public void Answer(int number) => Inbox.Add(0, NewMessage($"References: <{number}@x>\r\nSubject: Re: {number}\r\n"), FlagSet.Empty);

    public void Renumber() => Inbox.Renumber(_store.NextEpoch());

    public void Folder(string name, int messages)
    {
        var folder = _store.Create(new MailboxName(name));
        for (var made = 0; made < messages; made++)
            folder.Add(0, NewMessage(), FlagSet.Empty);
    }

    public void Delete(string name) => _store.Delete(0, _store.Find(new MailboxName(name))!);

    public void Recreate(string name, int messages)
    {
        Delete(name);
        Folder(name, messages);
    }

    public void Rename(string from, string to) => _store.Rename(0, new MailboxName(from), new MailboxName(to));

    public void Settle() => _settles.Add(new Settle(_store.Now, _events.Count));

    /// <summary>Tells events in short: <c>new 4</c>, <c>Old deleted 1</c>, <c>gone Old</c>, parted by commas.</summary>
    public void Tell(string told)
    {
        foreach (var one in told.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            Observe(Event(one.Split(' ')), life: 1);
    }

    public void TellAgain(int life) => Observe(_events[^1].Event, life);

    public RunFacts Facts() => new() { History = [.. _store.History()], StartedAt = _start, Events = _events, Settles = _settles };

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private TrackerEvent Event(string[] words)
    {
        var path = words[0] is "Old" or "New" or "A" ? words[0] : "INBOX";
        if (words[0] == path)
            words = words[1..];
        return words switch
        {
            ["initialized"] => Made(null, EventNames.AccountInitialized, new AccountInitializedData()),
            ["new", var uid] => Made(path, EventNames.MessageNew, new MessageNewData("", new Uid(Number(uid)))),
            ["deleted", var uid] => Made(path, EventNames.MessageDeleted, new MessageDeletedData("", new Uid(Number(uid)))),
            ["new", var uid, "flags", .. var flags] => Made(path, EventNames.MessageNew, new MessageNewData("", new Uid(Number(uid))) { Flags = new NameSet([.. flags]) }),
            ["new", var uid, "thread", var thread] => Made(path, EventNames.MessageNew, new MessageNewData("", new Uid(Number(uid))) { ThreadId = thread }),
            ["new", var uid, "label", var label] => Made(path, EventNames.MessageNew, new MessageNewData("", new Uid(Number(uid))) { Labels = [label] }),
            ["deleted", var uid, "destroyed"] => Made(path, EventNames.MessageDeleted, new MessageDeletedData("", new Uid(Number(uid))) { Destroyed = true }),
            ["deleted", var uid, "kept"] => Made(path, EventNames.MessageDeleted, new MessageDeletedData("", new Uid(Number(uid))) { Destroyed = false }),
            ["moved", var uid, "from", var other, var old] => Made(path, EventNames.MessageMoved, new MessageMovedData("", new Uid(Number(uid)), other, "", new Uid(Number(old)), MoveEvidence.MessageId)),
            ["updated", var uid, .. var flags] => Made(path, EventNames.MessageUpdated, new MessageUpdatedData("", new Uid(Number(uid))) { Flags = new NameChange(NameSet.Empty, NameSet.Empty, new NameSet([.. flags])) }),
            ["reset", var from, var to] => Made(path, EventNames.MailboxReset, new MailboxResetData(path, path, null, new UidValidity(Number(to)), new UidValidity(Number(from)), "")),
            ["folder", var name] => Made(name, EventNames.MailboxNew, new MailboxData(name, name, null)),
            ["gone", var name] => Made(name, EventNames.MailboxDeleted, new MailboxData(name, name, null)),
            ["renamed", var from, var to] => Made(to, "mailboxRenamed", new ForeignData($$"""{"previousPath":"{{from}}"}""")),
            ["password"] => Made(null, EventNames.AuthenticationError, new ProblemData("no")),
            ["line"] => Made(null, EventNames.ConnectError, new ProblemData("lost")),
            ["odd"] => Made(path, "oddEvent", new ForeignData("{}")),
            _ => throw new ArgumentException($"Nothing is told by \"{string.Join(' ', words)}\".", nameof(words)),
        };
    }

    private TrackerEvent Made(string? path, string kind, EventData data) =>
        new("a", default, path, null, kind, string.Create(CultureInfo.InvariantCulture, $"id-{_events.Count}"), data);

    private void Observe(TrackerEvent told, int life) => _events.Add(new ObservedEvent(_events.Count + 1, told, default, _store.Now, life));

    /// <summary>Old's message stands outside the count of the others, so that theirs are their UIDs.</summary>
    private Message NewMessage(string fields = "")
    {
        _messages++;
        var content = new HeldContent(Encoding.ASCII.GetBytes($"Message-ID: <{_messages}@x>\r\n{fields}\r\n"));
        return new Message(_messages, default, content);
    }
}
