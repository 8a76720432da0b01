using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace ImapLab.SystemTests;

/// <summary>A second client of the account, which does what a person would do elsewhere.</summary>
internal sealed class Hand : IAsyncDisposable
{
    private readonly ImapClient _client = new();

    public static Task<Hand> ConnectAsync(DovecotServer server, string user = "u") => ConnectAsync(server.Port, user, DovecotServer.Password);

    public static Task<Hand> ConnectAsync(ServeProcess server) => ConnectAsync(server.Port, ServeProcess.User, ServeProcess.Password);

    private static async Task<Hand> ConnectAsync(int port, string user, string password)
    {
        var hand = new Hand();
        await hand._client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None).ConfigureAwait(false);
        await hand._client.AuthenticateAsync(user, password).ConfigureAwait(false);
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

    public async Task MoveAsync(string from, string to, params UniqueId[] uids)
    {
        var target = await GetAsync(to).ConfigureAwait(false);
        var box = await OpenAsync(from).ConfigureAwait(false);
        await box.MoveToAsync(uids, target).ConfigureAwait(false);
        await box.CloseAsync().ConfigureAwait(false);
    }

    public async Task RenameAsync(string from, string to)
    {
        var box = await GetAsync(from).ConfigureAwait(false);
        await box.RenameAsync(_client.GetFolder(_client.PersonalNamespaces[0]), to).ConfigureAwait(false);
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

    /// <summary>The messages of a folder, octet for octet, by UID.</summary>
    public async Task<SortedDictionary<uint, string>> ReadTextsAsync(string folder)
    {
        var box = await GetAsync(folder).ConfigureAwait(false);
        await box.OpenAsync(FolderAccess.ReadOnly).ConfigureAwait(false);
        var texts = new SortedDictionary<uint, string>();
        foreach (var row in box.Count == 0 ? [] : await box.FetchAsync(0, -1, MessageSummaryItems.UniqueId).ConfigureAwait(false))
        {
            using var reader = new StreamReader(await box.GetStreamAsync(row.UniqueId).ConfigureAwait(false), Encoding.Latin1);
            texts.Add(row.UniqueId.Id, await reader.ReadToEndAsync().ConfigureAwait(false));
        }

        await box.CloseAsync().ConfigureAwait(false);
        return texts;
    }

    /// <summary>The UIDs of a folder's messages that have a flag.</summary>
    public async Task<uint[]> FindAsync(string folder, MessageFlags flag)
    {
        var box = await GetAsync(folder).ConfigureAwait(false);
        await box.OpenAsync(FolderAccess.ReadOnly).ConfigureAwait(false);
        var rows = await box.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags).ConfigureAwait(false);
        await box.CloseAsync().ConfigureAwait(false);
        return [.. rows.Where(row => row.Flags!.Value.HasFlag(flag)).Select(row => row.UniqueId.Id)];
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
