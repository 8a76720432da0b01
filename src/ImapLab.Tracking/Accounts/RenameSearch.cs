using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Finds a folder that is gone among those that are new. MAILBOXID says it (RFC 8474 section 4.3); without it the same
/// UIDVALIDITY, no lower UIDNEXT, and messages that are the same under the same UIDs. What several could be is none.
/// </summary>
internal sealed class RenameSearch(Desk desk, IMailboxSource source)
{
    private const int Samples = 3;

    /// <summary>Whether a folder was opened meanwhile, so that another is no longer selected.</summary>
    public bool HasOpened { get; private set; }

    /// <summary>The new names of folders that are gone.</summary>
    public async Task<IReadOnlyDictionary<int, ListedFolder>> FindAsync(
        IReadOnlyList<FolderRecord> gone,
        IReadOnlyList<ListedFolder> fresh,
        CancellationToken cancellationToken)
    {
        var fits = new List<(FolderRecord Old, ListedFolder New)>();
        foreach (var folder in fresh)
        {
            var id = await AskAsync(() => source.MailboxIdAsync(folder.Name, cancellationToken)).ConfigureAwait(false);
            var status = await AskAsync(() => source.StatusAsync(folder.Name, cancellationToken)).ConfigureAwait(false);
            foreach (var record in gone)
            {
                if (id is not null && record.MailboxId is not null ? id == record.MailboxId : status is not null && await IsSameAsync(record, folder, status, gone, cancellationToken).ConfigureAwait(false))
                    fits.Add((record, folder));
            }
        }

        return fits
            .Where(fit => fits.Count(other => other.Old == fit.Old) == 1 && fits.Count(other => other.New == fit.New) == 1)
            .ToDictionary(fit => fit.Old.Number, fit => fit.New);
    }

    private async Task<bool> IsSameAsync(FolderRecord record, ListedFolder folder, Counters status, IReadOnlyList<FolderRecord> gone, CancellationToken cancellationToken)
    {
        var before = record.Counters;
        if (!record.Baselined || before.UidValidity == default || status.UidValidity != before.UidValidity || status.UidNext < before.UidNext)
            return false;
        var uids = desk.Book.Store.LoadUids(record.Number);
        var identities = desk.Book.Store.LoadIdentities(record.Number, [.. Sample(uids)]);
        // An empty folder has nothing to be known by but its numbers, and some servers begin every folder with the same.
        if (uids.Count == 0)
            return status.Exists == 0 && status.UidNext == before.UidNext && status.UidNext is not null && gone.Concat(desk.Book.Folders).DistinctBy(other => other.Number).Count(other => other.Counters.UidValidity == before.UidValidity) == 1;
        var known = identities.Where(identity => identity.Value.IsComplete || identity.Value.EmailId is not null).ToList();
        if (known.Count == 0)
            return false;
        HasOpened = true;
        if (await AskAsync(() => source.OpenAsync(folder.Name, cancellationToken)).ConfigureAwait(false) is null)
            return false;
        var rows = await AskAsync(() => source.FetchAsync([.. known.Select(identity => identity.Key).Order()], SummaryDetail.Identity, cancellationToken)).ConfigureAwait(false);
        return rows is { Count: > 0 } && rows.All(row => identities.TryGetValue(row.Uid, out var identity) && identity.IsSameAs(row.Identity));
    }

    /// <summary>The first, the last, and some between.</summary>
    private static IEnumerable<Uid> Sample(UidSequence uids) =>
        uids.Count == 0 ? [] : Enumerable.Range(0, Samples).Select(at => uids[(int)((long)at * (uids.Count - 1) / (Samples - 1))]).Distinct();

    private static async Task<T?> AskAsync<T>(Func<Task<T>> question)
        where T : class?
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            return null;
        }
    }
}
