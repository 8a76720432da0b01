using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace ImapLab.Scenarios.Tests.KnownBad;

/// <summary>Takes an equal HIGHESTMODSEQ for "nothing happened". With CONDSTORE alone an expunge need not move it.</summary>
internal sealed class TrustsHighestModSeq(TrackerSite site) : SnapshotTracker(site)
{
    protected override bool ProvesNothing(SavedFolder before, SavedFolder now) =>
        now.ModSeq > 0 ? before.Epoch == now.Epoch && before.ModSeq == now.ModSeq : base.ProvesNothing(before, now);
}

/// <summary>Compares the number of messages and nothing else.</summary>
internal sealed class ComparesCountsOnly(TrackerSite site) : SnapshotTracker(site)
{
    protected override bool ProvesNothing(SavedFolder before, SavedFolder now) => before.Count == now.Count;
}

/// <summary>Takes all that <c>n:*</c> holds for new; it holds the last message, however old.</summary>
internal sealed class TakesTheRangeForNew(TrackerSite site) : SnapshotTracker(site)
{
    protected override bool ProvesNothing(SavedFolder before, SavedFolder now) => false;

    protected override async Task<IReadOnlyList<uint>> FindNewAsync(IMailFolder folder, SavedFolder before, IReadOnlyList<uint> listed, CancellationToken cancellationToken) =>
        before.UidNext == 0 || folder.Count == 0
            ? await base.FindNewAsync(folder, before, listed, cancellationToken).ConfigureAwait(false)
            : [.. (await folder.FetchAsync(new UniqueIdRange(new UniqueId(before.UidNext), UniqueId.MaxValue), MessageSummaryItems.UniqueId, cancellationToken).ConfigureAwait(false)).Select(row => row.UniqueId.Id)];
}

/// <summary>Keys messages by UID and never looks at UIDVALIDITY.</summary>
internal sealed class KeysByUidAlone(TrackerSite site) : SnapshotTracker(site)
{
    protected override bool ProvesNothing(SavedFolder before, SavedFolder now) => before.UidNext == now.UidNext && before.Count == now.Count;

    protected override bool IsSameEpoch(SavedFolder before, SavedFolder now) => true;
}

/// <summary>Saves what it knows before it has told it.</summary>
internal sealed class SavesBeforeTelling(TrackerSite site) : SnapshotTracker(site)
{
    protected override async Task TellAndSaveAsync(IReadOnlyList<TrackerEvent> events)
    {
        Save();
        foreach (var told in events)
            await Site.Tell(told).ConfigureAwait(false);
    }
}

/// <summary>Takes the rows that came before the connection was lost for the whole listing.</summary>
internal sealed class TakesHalfAListingForTheWhole(TrackerSite site) : SnapshotTracker(site)
{
    protected override async Task<IReadOnlyList<uint>> ListAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var seen = new List<uint>();
        void See(object? sender, MessageSummaryFetchedEventArgs row) => seen.Add(row.Message.UniqueId.Id);

        folder.MessageSummaryFetched += See;
        try
        {
            return await base.ListAsync(folder, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or ProtocolException)
        {
            return [.. seen.Order()];
        }
        finally
        {
            folder.MessageSummaryFetched -= See;
        }
    }
}

/// <summary>Asks for what is there by NOT, which some servers answer with nothing, or with its opposite.</summary>
internal sealed class AsksWithNot(TrackerSite site) : SnapshotTracker(site)
{
    protected override async Task<IReadOnlyList<uint>> ListAsync(IMailFolder folder, CancellationToken cancellationToken) =>
        [.. (await folder.SearchAsync(SearchQuery.Not(SearchQuery.HeaderContains("X-No-Such-Field", "x")), cancellationToken).ConfigureAwait(false)).Select(uid => uid.Id).Order()];
}

/// <summary>Collects the EXPUNGE numbers of INBOX while idle and looks all of them up in the list as it was before the first.</summary>
internal sealed class MapsABurstAtOnce(TrackerSite site) : SnapshotTracker(site)
{
    private readonly List<int> _expunged = [];
    private readonly TrackerSite _site = site;
    private readonly ImapClient _watcher = new();
    private readonly CancellationTokenSource _done = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
        await _watcher.ConnectAsync(await _site.Connect(cancellationToken).ConfigureAwait(false), "lab", 143, SecureSocketOptions.None, cancellationToken).ConfigureAwait(false);
        await _watcher.AuthenticateAsync(_site.User, _site.Password, cancellationToken).ConfigureAwait(false);
        await _watcher.Inbox.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        _watcher.Inbox.MessageExpunged += (_, expunged) => _expunged.Add(expunged.Index);
        _ = _watcher.IdleAsync(_done.Token, cancellationToken);
    }

    public override void Dispose()
    {
        _done.Dispose();
        _watcher.Dispose();
        base.Dispose();
    }

    protected override async Task<IReadOnlyList<uint>> ListAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        if (!folder.FullName.Equals("INBOX", StringComparison.OrdinalIgnoreCase) || !Saved.Folders.TryGetValue("INBOX", out var before))
            return await base.ListAsync(folder, cancellationToken).ConfigureAwait(false);
        var known = before.Messages.Keys.Order().ToList();
        var gone = _expunged.Where(index => index < known.Count).Select(index => known[index]).ToHashSet();
        _expunged.Clear();
        var listed = await base.ListAsync(folder, cancellationToken).ConfigureAwait(false);
        return [.. known.Where(uid => !gone.Contains(uid)), .. listed.Where(uid => uid >= before.UidNext)];
    }
}
