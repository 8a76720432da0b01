using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace ImapLab.SystemTests;

/// <summary>A second client of the account, which does what a person would do elsewhere.</summary>
internal sealed class Hand : IAsyncDisposable
{
    private readonly ImapClient _client = new();

    public static async Task<Hand> ConnectAsync(DovecotServer server, string user = "u")
    {
        var hand = new Hand();
        await hand._client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None).ConfigureAwait(false);
        await hand._client.AuthenticateAsync(user, DovecotServer.Password).ConfigureAwait(false);
        return hand;
    }

    public async Task<UniqueId> DeliverAsync(string folder, string name)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Ann", "ann@example.test"));
        message.To.Add(new MailboxAddress("", "u@example.test"));
        message.Subject = name;
        message.MessageId = $"{name}@example.test";
        message.Date = new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);
        message.Body = new TextPart("plain") { Text = $"This is {name}.\r\n" };
        var box = await GetAsync(folder).ConfigureAwait(false);
        return await box.AppendAsync(message).ConfigureAwait(false) ?? default;
    }

    public async Task ExpungeAsync(string folder, params UniqueId[] uids)
    {
        var box = await OpenAsync(folder).ConfigureAwait(false);
        await box.AddFlagsAsync(uids, MessageFlags.Deleted, true).ConfigureAwait(false);
        await box.ExpungeAsync(uids).ConfigureAwait(false);
        await box.CloseAsync().ConfigureAwait(false);
    }

    public async Task FlagAsync(string folder, params UniqueId[] uids)
    {
        var box = await OpenAsync(folder).ConfigureAwait(false);
        await box.AddFlagsAsync(uids, MessageFlags.Flagged, true).ConfigureAwait(false);
        await box.CloseAsync().ConfigureAwait(false);
    }

    public async Task CopyAsync(string from, string to, params UniqueId[] uids)
    {
        var target = await GetAsync(to).ConfigureAwait(false);
        var box = await OpenAsync(from).ConfigureAwait(false);
        await box.CopyToAsync(uids, target).ConfigureAwait(false);
        await box.CloseAsync().ConfigureAwait(false);
    }

    public async Task CreateAsync(string folder)
    {
        var top = _client.GetFolder(_client.PersonalNamespaces[0]);
        await top.CreateAsync(folder, true).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string folder)
    {
        var box = await GetAsync(folder).ConfigureAwait(false);
        await box.DeleteAsync().ConfigureAwait(false);
    }

    /// <summary>What the account holds: each folder's UIDs with their Message-IDs.</summary>
    public async Task<SortedDictionary<string, SortedDictionary<uint, string>>> ReadAllAsync()
    {
        var all = new SortedDictionary<string, SortedDictionary<uint, string>>(StringComparer.Ordinal);
        foreach (var box in await _client.GetFoldersAsync(_client.PersonalNamespaces[0]).ConfigureAwait(false))
        {
            if ((box.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) != 0)
                continue;
            await box.OpenAsync(FolderAccess.ReadOnly).ConfigureAwait(false);
            var rows = box.Count == 0
                ? []
                : await box.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope).ConfigureAwait(false);
            all[box.FullName] = new SortedDictionary<uint, string>(rows.ToDictionary(row => row.UniqueId.Id, row => $"<{row.Envelope?.MessageId}>"));
            await box.CloseAsync().ConfigureAwait(false);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(true).ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task<IMailFolder> OpenAsync(string folder)
    {
        var box = await GetAsync(folder).ConfigureAwait(false);
        await box.OpenAsync(FolderAccess.ReadWrite).ConfigureAwait(false);
        return box;
    }

    private Task<IMailFolder> GetAsync(string folder) => _client.GetFolderAsync(folder);
}
