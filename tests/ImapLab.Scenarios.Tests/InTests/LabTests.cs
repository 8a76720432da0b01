using ImapLab.NUnit;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.InTests;

/// <summary>The lab as a test author uses it.</summary>
[TestFixture]
internal sealed class LabTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_client_in_process_sees_what_the_test_does_to_the_mail()
    {
        await using var lab = new Lab("yahoo");
        lab.Deliver("INBOX", count: 3);
        using var client = new ImapClient();
        await client.ConnectAsync(lab.Connect(), "lab", 143, SecureSocketOptions.None);
        await client.AuthenticateAsync(lab.User, lab.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);

        lab.Expunge("INBOX", message: 2);
        lab.Flag("INBOX", message: 3, "\\Flagged");
        await client.NoOpAsync();

        Assert.That((await client.Inbox.FetchAsync(0, -1, MessageSummaryItems.UniqueId)).Select(row => row.UniqueId.Id), Is.EqualTo([1u, 3u]));
        Assert.That(await client.Inbox.SearchAsync(SearchQuery.Flagged), Is.EqualTo(new[] { new UniqueId(3) }));
        Assert.That(lab.Transcript, Does.Contain("S: * 2 EXPUNGE").And.Not.Contain(lab.Password));
    }

    [Test]
    public async Task A_quirk_is_switched_on_while_clients_are_connected_over_tcp()
    {
        await using var lab = new Lab();
        var address = await lab.ListenAsync();
        using var first = await ConnectAsync(address);
        await first.AuthenticateAsync(lab.User, lab.Password);
        lab.Quirk("connection.limit", ("max", "1"), ("refusal", "[LIMIT] One is enough"));
        using var second = await ConnectAsync(address);

        Assert.That(async () => await second.AuthenticateAsync(lab.User, lab.Password), Throws.Exception);
        Assert.That(lab.Transcript, Does.Contain("NO [LIMIT] One is enough"));

        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Disconnected += (_, _) => gone.TrySetResult();
        lab.Cut(reset: true);
        Assert.That(async () => await first.NoOpAsync(), Throws.InstanceOf<IOException>().Or.InstanceOf<ImapProtocolException>());
        await gone.Task.WaitAsync(Limit);
    }

    [Test]
    public void What_is_not_there_is_told()
    {
        using var lab = new Lab();

        Assert.That(() => lab.Deliver("Nope"), Throws.ArgumentException.With.Message.Contains("There is no folder \"Nope\""));
        Assert.That(() => lab.Expunge("INBOX", 1), Throws.ArgumentException.With.Message.Contains("INBOX does not hold message 1"));
        Assert.That(() => lab.Quirk("no.such"), Throws.ArgumentException.With.Message.Contains("no.such"));
        Assert.That(() => new Lab("yaho"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("yahoo"));
    }

    private static async Task<ImapClient> ConnectAsync(System.Net.IPEndPoint address)
    {
        var client = new ImapClient();
        await client.ConnectAsync(address.Address.ToString(), address.Port, SecureSocketOptions.None);
        return client;
    }
}
