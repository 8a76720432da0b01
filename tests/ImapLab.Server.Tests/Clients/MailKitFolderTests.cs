using System.Net;
using ImapLab.Protocol.Commands;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Runtime;
using ImapLab.Server.Tests.Bench;
using ImapLab.Server.Tests.Commands.Folders;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Server.Tests.Clients;

/// <summary>What a client that is not ours makes of rights, quotas, annotations and special uses.</summary>
[TestFixture]
internal sealed class MailKitFolderTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly ServerPlan Plan = FolderBench.With(
        "ACL", "RIGHTS=kxte", "QUOTA", "QUOTASET", "QUOTA=RES-STORAGE", "QUOTA=RES-MESSAGE", "METADATA", "LIST-EXTENDED", "CREATE-SPECIAL-USE", "STATUS=SIZE") with
    {
        Quotas = [new QuotaPlan("INBOX") { Limits = new Dictionary<QuotaResource, ulong> { [QuotaResource.Storage] = 100, [QuotaResource.Message] = 10 } }],
        Metadata = new MetadataPlan { Server = new Dictionary<string, string> { ["/shared/admin"] = "mailto:postmaster@example.test" } },
    };

    private ServerListener _listener = null!;
    private ImapClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        LabLoop Loop() => new ThreadLoop(error => TestContext.Out.WriteLine(error));
        var server = new FakeImapServer(Plan, [], TimeProvider.System, Loop(), Loop);
        server.AddAccount(ServerBench.User, new Secret(ServerBench.Password));
        _listener = await ServerListener.StartAsync(server, new IPEndPoint(IPAddress.Loopback, 0));
        _client = new ImapClient { Timeout = (int)Limit.TotalMilliseconds };
        await _client.ConnectAsync("127.0.0.1", _listener.EndPoint.Port, SecureSocketOptions.None);
        await _client.AuthenticateAsync(ServerBench.User, ServerBench.Password);
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _listener.DisposeAsync();
    }

    [Test]
    public async Task It_gives_and_takes_rights()
    {
        var inbox = _client.Inbox!;
        await inbox.SetAccessRightsAsync("bob", new AccessRights("lrs"));
        await inbox.AddAccessRightsAsync("bob", new AccessRights("wi"));
        await inbox.RemoveAccessRightsAsync("bob", new AccessRights("s"));

        var list = await inbox.GetAccessControlListAsync();
        Assert.That(list.Select(entry => $"{entry.Name} {entry.Rights}"), Is.EqualTo(new[] { $"{ServerBench.User} lrswipkxteacd", "bob lrwi" }));
        Assert.That((await inbox.GetMyAccessRightsAsync()).Contains(AccessRight.Administer), Is.True);
        Assert.That((await inbox.GetAccessRightsAsync("bob")).Contains(AccessRight.LookupFolder), Is.True);
        await inbox.RemoveAccessAsync("bob");
        Assert.That(await inbox.GetAccessControlListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_reads_and_sets_quotas()
    {
        var before = await _client.Inbox!.GetQuotaAsync();
        var after = await _client.Inbox.SetQuotaAsync(20, 200);

        Assert.That((before.StorageLimit, before.MessageLimit, before.CurrentMessageCount), Is.EqualTo((100u, 10u, 0u)));
        Assert.That((after.StorageLimit, after.MessageLimit), Is.EqualTo((200u, 20u)));
    }

    [Test]
    public async Task It_reads_and_writes_annotations()
    {
        var inbox = _client.Inbox!;
        await inbox.SetMetadataAsync(new MetadataCollection { new(MetadataTag.PrivateComment, "mine"), new(MetadataTag.SharedComment, "ours, at some length") });

        Assert.That(await inbox.GetMetadataAsync(MetadataTag.PrivateComment), Is.EqualTo("mine"));
        var options = new MailKit.MetadataOptions { MaxSize = 10 };
        var found = await inbox.GetMetadataAsync(options, [MetadataTag.PrivateComment, MetadataTag.SharedComment]);
        Assert.That(found.Select(one => one.Value), Is.EqualTo(new[] { "mine" }));
        Assert.That(options.LongEntries, Is.EqualTo(20));
        Assert.That(await _client.GetMetadataAsync(new MetadataTag("/shared/admin")), Is.EqualTo("mailto:postmaster@example.test"));
    }

    [Test]
    public async Task It_makes_folders_of_a_use_in_any_language()
    {
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var made = await root.CreateAsync("Архив", SpecialFolder.Archive);
        var below = await made!.CreateAsync("2026 & before", true);

        Assert.That(made.Attributes & FolderAttributes.Archive, Is.EqualTo(FolderAttributes.Archive));
        Assert.That((await _client.GetFolderAsync("Архив/2026 & before")).FullName, Is.EqualTo(below!.FullName));
        await below.RenameAsync(root, "Änderungen");
        Assert.That((await root.GetSubfoldersAsync()).Select(folder => folder.Name), Does.Contain("Änderungen"));
    }

    [Test]
    public async Task It_finds_what_is_subscribed()
    {
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        await (await _client.GetFolderAsync("Sent")).UnsubscribeAsync();

        var folders = await _client.GetFoldersAsync(_client.PersonalNamespaces[0], StatusItems.Size | StatusItems.Count, subscribedOnly: true);

        Assert.That(folders.Select(folder => folder.FullName), Is.EquivalentTo(new[] { "INBOX", "Drafts", "Trash" }));
        Assert.That(folders.Select(folder => folder.Size), Is.All.EqualTo(0ul));
        Assert.That(root.FullName, Is.Empty);
    }
}
