using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Tests.Mailboxes;

/// <summary>The hierarchy beside a plain set of names, which looks at all of them for every question.</summary>
[TestFixture]
internal sealed class FolderTreeTests
{
    private static readonly string[] Names = ["a", "b", "a/b", "a/b/c", "a/d", "b/c", "b/c/d/e", "c", "a-b", "INBOX/a", "INBOX/a/b"];

    private readonly HashSet<string> _mailboxes = ["INBOX"];
    private readonly HashSet<string> _subscribed = [];

    [Test]
    public void Random_histories_leave_what_a_plain_set_says([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var store = new MailStore(TimeProvider.System, '/', new UidValidity(1));
        store.Create(MailboxName.Inbox);
        for (var step = 0; step < 60; step++)
        {
            Do(store, random.Next(5), Names[random.Next(Names.Length)], Names[random.Next(Names.Length)]);
            Compare(store);
        }
    }

    [TearDown]
    public void Forget()
    {
        _mailboxes.Clear();
        _mailboxes.Add("INBOX");
        _subscribed.Clear();
    }

    private void Do(MailStore store, int what, string name, string other)
    {
        switch (what)
        {
            case 0 or 1 when !_mailboxes.Contains(name):
                store.Create(new MailboxName(name));
                _mailboxes.Add(name);
                break;
            case 2 when _mailboxes.Contains(name):
                store.Delete(0, store.Find(new MailboxName(name))!);
                _mailboxes.Remove(name);
                break;
            case 3:
                Assert.That(store.Subscribe(name), Is.EqualTo(_subscribed.Add(name)));
                Assert.That(store.Unsubscribe(other), Is.EqualTo(_subscribed.Remove(other)));
                break;
            case 4 when !IsBelow(other, name) && other != name:
                Rename(store, name, other);
                break;
        }
    }

    private void Rename(MailStore store, string from, string to)
    {
        var moved = _mailboxes.Where(mailbox => mailbox == from || IsBelow(mailbox, from)).ToDictionary(mailbox => mailbox, mailbox => to + mailbox[from.Length..]);
        var can = moved.Values.All(name => !_mailboxes.Contains(name));
        Assert.That(store.CanRename(new MailboxName(from), new MailboxName(to)), Is.EqualTo(can));
        if (!can)
            return;
        store.Rename(0, new MailboxName(from), new MailboxName(to));
        _mailboxes.ExceptWith(moved.Keys);
        _mailboxes.UnionWith(moved.Values);
    }

    private void Compare(MailStore store)
    {
        Assert.That(store.Mailboxes.Select(mailbox => mailbox.Name.Text), Is.EquivalentTo(_mailboxes));
        Assert.That(store.MailboxCount, Is.EqualTo(_mailboxes.Count));
        Assert.That(store.NameCount, Is.EqualTo(_mailboxes.Union(_subscribed).Count()));
        Assert.That(store.Subscriptions, Is.EquivalentTo(_subscribed));
        foreach (var name in Names.Append("INBOX"))
        {
            Assert.That(store.HasChildren(new MailboxName(name)), Is.EqualTo(_mailboxes.Any(mailbox => IsBelow(mailbox, name))), name);
            Assert.That(store.Find(new MailboxName(name)) is not null, Is.EqualTo(_mailboxes.Contains(name)), name);
        }

        // No name is left that nothing holds, and none stands before its parent.
        var all = store.Folders.All.Select(folder => folder.Name.Text).ToList();
        Assert.That(all, Is.EquivalentTo(_mailboxes.Concat(_subscribed).SelectMany(WithAbove).Distinct()));
        Assert.That(all.Select(name => name.LastIndexOf('/') is > 0 and var at ? all.IndexOf(name[..at]) : -1).Where((parent, at) => parent >= at), Is.Empty);
    }

    private static IEnumerable<string> WithAbove(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('/', end - 1))
            yield return name[..end];
    }

    private static bool IsBelow(string name, string above) => name.StartsWith(above + "/", StringComparison.Ordinal);
}
