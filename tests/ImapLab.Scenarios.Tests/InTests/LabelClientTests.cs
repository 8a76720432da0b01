using ImapLab.NUnit;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.InTests;

/// <summary>MailKit, which knows X-GM-EXT-1, on the profile that has it.</summary>
[TestFixture]
internal sealed class LabelClientTests
{
    private const MessageSummaryItems Items = MessageSummaryItems.UniqueId | MessageSummaryItems.GMailMessageId | MessageSummaryItems.GMailThreadId | MessageSummaryItems.GMailLabels;

    private Lab _lab = null!;
    private ImapClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (_lab, _client) = (new Lab("gmail"), new ImapClient());
        _lab.Deliver("INBOX", count: 3);
        await _client.ConnectAsync(_lab.Connect(), "lab", 143, SecureSocketOptions.None);
        await _client.AuthenticateAsync(_lab.User, _lab.Password);
        await _client.Inbox.OpenAsync(FolderAccess.ReadWrite);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Test]
    public async Task It_finds_the_special_folders_and_one_message_in_two_of_them()
    {
        var all = _client.GetFolder(SpecialFolder.All)!;
        var inInbox = (await _client.Inbox.FetchAsync(0, -1, Items)).Select(row => (row.GMailMessageId, row.GMailThreadId)).ToList();
        await all.OpenAsync(FolderAccess.ReadOnly);
        var inAll = await all.FetchAsync(0, -1, Items);

        Assert.That(_client.Capabilities.HasFlag(ImapCapabilities.GMailExt1));
        Assert.That(all.FullName, Is.EqualTo("[Gmail]/All Mail"));
        Assert.That(_client.GetFolder(SpecialFolder.Flagged)!.FullName, Is.EqualTo("[Gmail]/Starred"));
        Assert.That(inAll.Select(row => (row.GMailMessageId, row.GMailThreadId)), Is.EqualTo(inInbox).And.All.Matches<(ulong?, ulong?)>(ids => ids.Item1 > 0 && ids.Item2 > 0));
        Assert.That(inAll.Select(row => row.GMailLabels), Is.All.EqualTo(new[] { "\\Inbox" }));
    }

    [Test]
    public async Task It_puts_labels_on_takes_them_off_and_searches_them()
    {
        var uids = await _client.Inbox.SearchAsync(SearchQuery.All);
        await _client.Inbox.AddLabelsAsync([uids[0], uids[1]], ["Grüße", "\\Important"], silent: false);
        await _client.Inbox.RemoveLabelsAsync([uids[1]], ["\\Important"], silent: true);

        Assert.That((await _client.Inbox.FetchAsync(0, -1, Items)).Select(row => string.Join(' ', row.GMailLabels!)), Is.EqualTo(new[] { "Grüße \\Important", "Grüße", "" }));
        Assert.That(await _client.Inbox.SearchAsync(SearchQuery.HasGMailLabel("Grüße")), Is.EqualTo(uids.Take(2)));
        Assert.That(await _client.Inbox.SearchAsync(SearchQuery.GMailRawSearch("in:important is:unread")), Is.EqualTo(uids.Take(1)));
        Assert.That(await _client.Inbox.SearchAsync(SearchQuery.GMailRawSearch("label:Grüße -is:important")), Is.EqualTo(uids.Skip(1).Take(1)));
    }

    [Test]
    public async Task What_it_moves_to_the_trash_is_nowhere_else()
    {
        var trash = _client.GetFolder(SpecialFolder.Trash)!;
        var uids = await _client.Inbox.SearchAsync(SearchQuery.All);

        var moved = await _client.Inbox.MoveToAsync(uids[0], trash);

        Assert.That(moved, Is.EqualTo(new UniqueId(moved!.Value.Validity, 1)), "COPYUID is read where it stands in the OK.");
        Assert.That(_client.Inbox.Count, Is.EqualTo(2));
        var all = _client.GetFolder(SpecialFolder.All)!;
        await all.StatusAsync(StatusItems.Count);
        Assert.That(all.Count, Is.EqualTo(2));
        await trash.OpenAsync(FolderAccess.ReadWrite);
        await trash.AddFlagsAsync(0, MessageFlags.Deleted, silent: true);
        await trash.ExpungeAsync();
        Assert.That(trash.Count, Is.Zero);
    }
}
