using System.Text.Json;
using ImapLab.Protocol.Numbers;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.KnownBad;

/// <summary>
/// A plain tracker in the style that people write first: at each settle it logs in, lists what changed, and compares with what it
/// saved. It is right, and slow; each known-bad tracker is this one with a single plausible mistake.
/// </summary>
internal class SnapshotTracker(TrackerSite site) : ITrackerUnderTest
{
    private const int MostAttempts = 60;

    protected TrackerSite Site => site;

    protected SavedAccount Saved { get; private set; } = new();

    public string? Failure => null;

    private string StateFile => Path.Combine(site.StateDirectory, "snapshot.json");

    public virtual Task StartAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(StateFile))
            Saved = JsonSerializer.Deserialize<SavedAccount>(File.ReadAllText(StateFile))!;
        return Task.CompletedTask;
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var client = new ImapClient();
                await client.ConnectAsync(await site.Connect(cancellationToken).ConfigureAwait(false), "lab", 143, SecureSocketOptions.None, cancellationToken).ConfigureAwait(false);
                await client.AuthenticateAsync(site.User, site.Password, cancellationToken).ConfigureAwait(false);
                await LookAsync(client, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception lost) when (lost is IOException or ServiceNotConnectedException or ProtocolException or AuthenticationException or CommandException && attempt < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), site.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public virtual Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual void Kill()
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Whether a folder's counters prove that nothing happened in it.</summary>
    protected virtual bool ProvesNothing(SavedFolder before, SavedFolder now) =>
        before.Epoch == now.Epoch && before.UidNext == now.UidNext && before.Count == now.Count;

    /// <summary>Whether what was saved of a folder is of the present epoch.</summary>
    protected virtual bool IsSameEpoch(SavedFolder before, SavedFolder now) => before.Epoch == now.Epoch;

    /// <summary>Every UID that the folder holds.</summary>
    protected virtual async Task<IReadOnlyList<uint>> ListAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        if (folder.Count == 0)
            return [];
        var rows = await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId, cancellationToken).ConfigureAwait(false);
        return rows.Count == folder.Count
            ? [.. rows.Select(row => row.UniqueId.Id).Order()]
            : throw new IOException($"The listing has {rows.Count} rows of {folder.Count}.");
    }

    /// <summary>Finds the UIDs that are new.</summary>
    protected virtual async Task<IReadOnlyList<uint>> FindNewAsync(IMailFolder folder, SavedFolder before, IReadOnlyList<uint> listed, CancellationToken cancellationToken) =>
        await Task.FromResult<IReadOnlyList<uint>>([.. listed.Where(uid => !before.Messages.ContainsKey(uid))]).ConfigureAwait(false);

    /// <summary>Tells what was found, and keeps what is known now: in this order, so that a death in between tells twice rather than never.</summary>
    protected virtual async Task TellAndSaveAsync(IReadOnlyList<TrackerEvent> events)
    {
        foreach (var told in events)
            await site.Tell(told).ConfigureAwait(false);
        Save();
    }

    protected void Save()
    {
        var file = StateFile + ".new";
        File.WriteAllText(file, JsonSerializer.Serialize(Saved));
        File.Move(file, StateFile, overwrite: true);
    }

    private async Task LookAsync(ImapClient client, CancellationToken cancellationToken)
    {
        var folders = await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken).ConfigureAwait(false);
        var present = folders.Where(folder => (folder.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0).ToList();
        var now = new SavedAccount { IsInitialized = true };
        var events = new List<TrackerEvent>();
        foreach (var folder in present)
        {
            var path = folder.FullName.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : folder.FullName;
            var before = Saved.Folders.GetValueOrDefault(path);
            if (before is null && Saved.IsInitialized)
                events.Add(Event(EventNames.MailboxNew, path, "new", new MailboxData(path, folder.Name, null)));
            now.Folders[path] = await LookAsync(folder, path, before, events, cancellationToken).ConfigureAwait(false);
        }

        foreach (var path in Saved.Folders.Keys.Where(path => !now.Folders.ContainsKey(path)))
            events.Add(Event(EventNames.MailboxDeleted, path, $"gone/{Saved.Folders[path].Epoch}", new MailboxData(path, path, null)));
        if (!Saved.IsInitialized)
            events = [Event(EventNames.AccountInitialized, null, "", new AccountInitializedData())];
        Saved = now;
        await TellAndSaveAsync(events).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SavedFolder> LookAsync(IMailFolder folder, string path, SavedFolder? before, List<TrackerEvent> events, CancellationToken cancellationToken)
    {
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var now = new SavedFolder { Epoch = folder.UidValidity, UidNext = folder.UidNext?.Id ?? 0, Count = folder.Count, ModSeq = folder.HighestModSeq };
        if (before is not null && ProvesNothing(before, now))
        {
            now.Messages = before.Messages;
            return now;
        }

        var isSameEpoch = before is not null && IsSameEpoch(before, now);
        if (before is not null && !isSameEpoch)
            events.Add(Event(EventNames.MailboxReset, path, $"{now.Epoch}", new MailboxResetData(path, folder.Name, null, new UidValidity(now.Epoch), new UidValidity(before.Epoch), "uidValidityChange")));
        var listed = await ListAsync(folder, cancellationToken).ConfigureAwait(false);
        var known = isSameEpoch ? before! : new SavedFolder();
        var arrived = await FindNewAsync(folder, known, listed, cancellationToken).ConfigureAwait(false);
        now.Messages = known.Messages.Where(message => listed.Contains(message.Key)).ToDictionary();
        foreach (var row in arrived.Count == 0 ? [] : await folder.FetchAsync([.. arrived.Select(uid => new UniqueId(uid))], MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope, cancellationToken).ConfigureAwait(false))
            now.Messages[row.UniqueId.Id] = row.Envelope?.MessageId ?? "";
        // A new epoch is told once; its messages only where they are not those of the old one.
        var old = before?.Messages ?? [];
        var news = arrived.Where(uid => isSameEpoch || !old.ContainsValue(now.Messages[uid]));
        var gone = old.Where(message => isSameEpoch ? !now.Messages.ContainsKey(message.Key) : !now.Messages.ContainsValue(message.Value));
        events.AddRange(news.Select(uid => Event(EventNames.MessageNew, path, $"{now.Epoch}/{uid}", new MessageNewData(MessageKey.Encode(1, new Uid(uid)), new Uid(uid)))));
        events.AddRange(gone.Select(message => Event(EventNames.MessageDeleted, path, $"{before!.Epoch}/{message.Key}", new MessageDeletedData(MessageKey.Encode(1, new Uid(message.Key)), new Uid(message.Key)))));
        return now;
    }

    private TrackerEvent Event(string name, string? path, string what, EventData data) =>
        new(site.User, site.Time.GetUtcNow(), path, null, name, $"{name}/{path}/{what}", data);

    internal sealed class SavedAccount
    {
        public bool IsInitialized { get; set; }

        public Dictionary<string, SavedFolder> Folders { get; set; } = [];
    }

    internal sealed class SavedFolder
    {
        public uint Epoch { get; set; }

        public uint UidNext { get; set; }

        public int Count { get; set; }

        public ulong ModSeq { get; set; }

        /// <summary>Message-IDs by UID.</summary>
        public Dictionary<uint, string> Messages { get; set; } = [];
    }

    /// <summary>What the tests name it by.</summary>
    internal sealed class Kind(string name, Func<TrackerSite, SnapshotTracker> create) : ITrackerKind
    {
        public string Name => name;

        public bool OverTcp => false;

        public ITrackerUnderTest Create(TrackerSite site) => create(site);

        public override string ToString() => name;
    }
}
