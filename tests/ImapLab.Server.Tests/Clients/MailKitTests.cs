using System.Net;
using ImapLab.Protocol.Commands;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Runtime;
using ImapLab.Server.Tests.Bench;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;

namespace ImapLab.Server.Tests.Clients;

/// <summary>MailKit, a client that is not ours, over TCP: what it reads is what was put in.</summary>
[TestFixture]
internal sealed class MailKitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private ServerListener _listener = null!;
    private ImapClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        LabLoop Loop() => new ThreadLoop(error => TestContext.Out.WriteLine(error));
        var server = new FakeImapServer(ServerBench.Full, [], TimeProvider.System, Loop(), Loop);
        server.AddAccount(ServerBench.User, new Secret(ServerBench.Password));
        _listener = await ServerListener.StartAsync(server, new IPEndPoint(IPAddress.Loopback, 0));
        _client = await LogInAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _listener.DisposeAsync();
    }

    [Test]
    public async Task It_finds_the_folders_and_their_roles()
    {
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var folders = await root.GetSubfoldersAsync(StatusItems.Count | StatusItems.UidNext);

        Assert.That(folders.Select(folder => folder.FullName), Is.EquivalentTo(new[] { "INBOX", "Drafts", "Sent", "Trash" }));
        Assert.That(_client.GetFolder(SpecialFolder.Sent)!.FullName, Is.EqualTo("Sent"));
        Assert.That(_client.GetFolder(SpecialFolder.Drafts)!.FullName, Is.EqualTo("Drafts"));
    }

    [Test]
    public async Task What_it_appends_it_reads_back()
    {
        using var message = Message("Grüße");
        var uid = await _client.Inbox.AppendAsync(message, MessageFlags.Flagged, new DateTimeOffset(2024, 3, 5, 7, 8, 9, TimeSpan.FromHours(5.5)));
        await _client.Inbox.OpenAsync(FolderAccess.ReadWrite);

        var summary = (await _client.Inbox.FetchAsync(0, -1, MessageSummaryItems.All | MessageSummaryItems.UniqueId | MessageSummaryItems.BodyStructure | MessageSummaryItems.PreviewText)).Single();

        Assert.That(summary.UniqueId, Is.EqualTo(uid!.Value));
        Assert.That(summary.Envelope!.Subject, Is.EqualTo("Grüße"));
        Assert.That(summary.Envelope.From.Mailboxes.Single().Name, Is.EqualTo("Jörg Müller"));
        Assert.That(summary.InternalDate, Is.EqualTo(new DateTimeOffset(2024, 3, 5, 7, 8, 9, TimeSpan.FromHours(5.5))));
        Assert.That(summary.Flags & MessageFlags.Flagged, Is.EqualTo(MessageFlags.Flagged));
        Assert.That(summary.Attachments.Single().FileName, Is.EqualTo("noté.bin"));
        Assert.That(((TextPart)await _client.Inbox.GetBodyPartAsync(uid.Value, summary.TextBody!)).Text.TrimEnd(), Is.EqualTo("Text of Grüße"));
        using var back = await _client.Inbox.GetMessageAsync(uid.Value);
        Assert.That(Bytes(back), Is.EqualTo(Bytes(message)));
    }

    [Test]
    public async Task It_flags_searches_copies_moves_and_expunges()
    {
        var inbox = _client.Inbox;
        for (var number = 1; number <= 4; number++)
        {
            using var message = Message($"Number {number}");
            await inbox.AppendAsync(message);
        }

        await inbox.OpenAsync(FolderAccess.ReadWrite);
        await inbox.AddFlagsAsync([0, 1], MessageFlags.Seen, silent: false);
        Assert.That(await inbox.SearchAsync(SearchQuery.NotSeen.And(SearchQuery.SubjectContains("number"))), Is.EqualTo(new[] { new UniqueId(3), new UniqueId(4) }));
        var found = await inbox.SearchAsync(SearchOptions.Count | SearchOptions.Max, SearchQuery.All);
        Assert.That((found.Count, found.Max), Is.EqualTo((4, new UniqueId(4))));

        var sent = _client.GetFolder(SpecialFolder.Sent)!;
        var copied = await inbox.CopyToAsync([new UniqueId(1), new UniqueId(3)], sent);
        Assert.That(copied.Destination, Is.EqualTo(new[] { new UniqueId(1), new UniqueId(2) }));
        await inbox.MoveToAsync(new UniqueId(2), sent);
        await inbox.AddFlagsAsync(new UniqueId(4), MessageFlags.Deleted, silent: true);
        await inbox.ExpungeAsync([new UniqueId(4)]);

        Assert.That((await inbox.FetchAsync(0, -1, MessageSummaryItems.UniqueId)).Select(row => row.UniqueId.Id), Is.EqualTo([1u, 3u]));
        await sent.StatusAsync(StatusItems.Count);
        Assert.That(sent.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task It_makes_renames_and_deletes_folders()
    {
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var work = (await root.CreateAsync("Arbeit & Büro", isMessageFolder: true))!;
        Assert.That((await _client.GetFolderAsync("Arbeit & Büro")).FullName, Is.EqualTo("Arbeit & Büro"));
        await work.RenameAsync(root, "Office");
        Assert.That((await root.GetSubfoldersAsync()).Select(folder => folder.Name), Does.Contain("Office").And.Not.Contain("Arbeit & Büro"));
        await work.DeleteAsync();

        Assert.That((await root.GetSubfoldersAsync()).Select(folder => folder.Name), Does.Not.Contain("Office"));
    }

    [Test]
    public async Task While_idle_it_hears_of_arrivals_and_expunges()
    {
        using var message = Message("One");
        await _client.Inbox.AppendAsync(message);
        await _client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var expunged = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.Inbox.CountChanged += (_, _) => arrived.TrySetResult();
        _client.Inbox.MessageExpunged += (_, e) => expunged.TrySetResult(e.Index);
        using var done = new CancellationTokenSource();
        var idle = _client.IdleAsync(done.Token);
        using var other = await LogInAsync();

        await other.Inbox.AppendAsync(message);
        await arrived.Task.WaitAsync(Limit);
        await other.Inbox.OpenAsync(FolderAccess.ReadWrite);
        await other.Inbox.AddFlagsAsync(0, MessageFlags.Deleted, silent: true);
        await other.Inbox.ExpungeAsync();

        Assert.That(await expunged.Task.WaitAsync(Limit), Is.Zero);
        await done.CancelAsync();
        await idle.WaitAsync(Limit);
    }

    private async Task<ImapClient> LogInAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync(_listener.EndPoint.Address.ToString(), _listener.EndPoint.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(ServerBench.User, ServerBench.Password);
        return client;
    }

    private static MimeMessage Message(string subject)
    {
        var body = new BodyBuilder { TextBody = $"Text of {subject}\r\n", HtmlBody = $"<p>{subject}</p>" };
        body.Attachments.Add("noté.bin", [1, 2, 3, 0, 255]);
        var message = new MimeMessage { Subject = subject, Body = body.ToMessageBody() };
        message.From.Add(new MailboxAddress("Jörg Müller", "joerg@example.test"));
        message.To.Add(new MailboxAddress("Group", "to@example.test"));
        return message;
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return stream.ToArray();
    }
}
