using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using NUnit.Framework.Internal;

namespace ImapLab.SystemTests.Tour;

/// <summary>One walk through what MailKit can do with folders: its client, what was called, and what it saw.</summary>
internal sealed class FolderTour : IAsyncDisposable
{
    private readonly TourServer _server;
    private string _step = "";

    private FolderTour(TourServer server, ImapClient client)
    {
        _server = server;
        Client = client;
    }

    public ImapClient Client { get; }

    /// <summary>Whether this is the real one.</summary>
    public bool IsDovecot => _server.Process is DovecotServer;

    /// <summary>The methods of <see cref="FolderProxy.Methods"/> that were called.</summary>
    public HashSet<string> Called { get; } = [];

    /// <summary>What was seen, in order, a line each.</summary>
    public List<string> Seen { get; } = [];

    public IImapFolder Root => Track(Client.GetFolder(Client.PersonalNamespaces[0]));

    public static async Task<FolderTour> BeginAsync(TourServer server) => new(server, await LogInAsync(server));

    public bool Has(ImapCapabilities capability) => (Client.Capabilities & capability) == capability;

    public IImapFolder Track(IMailFolder? folder) => FolderProxy.Around(folder!, Called);

    /// <summary>Goes one step.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> WalkAsync(string step, Func<FolderTour, Task> walk)
    {
        _step = step;
        // Or NUnit would end the tour with its first failure.
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            await walk(this);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, it is told with the step that it belongs to, and the tour goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"{step}: {error.GetType().Name}: {error.Message}\n{error.StackTrace}";
        }
    }

    /// <summary>A folder with <see cref="TourMail"/>, open for reading and writing.</summary>
    public async Task<IImapFolder> OpenAsync(string name)
    {
        var folder = await MakeAsync(name);
        foreach (var (message, number) in TourMail.All.Select((message, index) => (message, index + 1)))
            await folder.AppendAsync(new AppendRequest(message, TourMail.FlagsOf(number), TourMail.Arrived.AddMinutes(number)));
        await folder.OpenAsync(FolderAccess.ReadWrite);
        return folder;
    }

    public async Task<IImapFolder> MakeAsync(string name) => Track(await Root.CreateAsync(name, isMessageFolder: true));

    /// <summary>A second client of the account.</summary>
    public Task<ImapClient> LogInAsync() => LogInAsync(_server);

    /// <summary>What every server must let MailKit see.</summary>
    public void Is<T>(string what, T actual, T expected)
    {
        Saw(what, actual);
        Assert.That(actual, NUnit.Framework.Is.EqualTo(expected), $"{_step}: {what}");
    }

    /// <summary>What MailKit sees depends on the server.</summary>
    public void Saw(string what, object? actual) => Seen.Add($"{_step}: {what}: {(actual is System.Collections.IEnumerable many and not string ? string.Join(", ", many.Cast<object>()) : actual)}");

    /// <summary>What the server does not offer MailKit does not ask for.</summary>
    public void Refuses(Func<Task> call)
    {
        Assert.That(async () => await call(), Throws.InstanceOf<NotSupportedException>(), _step);
        Saw("cannot", true);
    }

    /// <summary>The subjects of what a folder holds, as a client sees it that was not there before.</summary>
    public async Task<string> ContentAsync(IMailFolder folder)
    {
        using var other = await LogInAsync();
        var box = await other.GetFolderAsync(folder.FullName);
        await box.OpenAsync(FolderAccess.ReadOnly);
        var rows = box.Count == 0 ? [] : await box.FetchAsync(0, -1, MessageSummaryItems.Envelope | MessageSummaryItems.Flags);
        await other.DisconnectAsync(quit: true);
        return string.Join(", ", rows.Select(row => row.Envelope!.Subject + (row.Flags!.Value.HasFlag(MessageFlags.Deleted) ? " (deleted)" : "")));
    }

    public async ValueTask DisposeAsync()
    {
        if (Client.IsConnected)
            await Client.DisconnectAsync(quit: true);
        Client.Dispose();
    }

    private static async Task<ImapClient> LogInAsync(TourServer server)
    {
        var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(server.User, server.Password);
        return client;
    }
}
