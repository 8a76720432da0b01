using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>Brings the list of folders up to date: tells those that are new and those that are gone.</summary>
internal sealed class RosterPass(Desk desk, IMailboxSource source)
{
    /// <summary>Whether a folder was opened meanwhile, so that no other is selected any more.</summary>
    public bool HasOpened { get; private set; }

    /// <summary>False where the server would not say, so that another pass is due soon.</summary>
    public bool IsComplete { get; private set; } = true;

    private IReadOnlyList<FolderRecord> Known =>
        [.. desk.Book.Folders.Where(folder => FolderGlob.Matches(desk.Options.Folders, folder.Name))];

    /// <param name="isSelected">Whether a folder is the one selected now, which STATUS must not be asked about.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    /// <returns>The folders as listed, or as known where the listing cannot be used.</returns>
    public async Task<IReadOnlyList<ListedFolder>> RunAsync(Func<MailboxName, bool> isSelected, CancellationToken cancellationToken)
    {
        if (await ListAsync(cancellationToken).ConfigureAwait(false) is not { } folders)
        {
            await FailAsync(cancellationToken).ConfigureAwait(false);
            return [.. Known.Select(record => new ListedFolder(record.Name, record.Delimiter, record.Role, Selectable: true))];
        }

        desk.ListHealth.Succeed();
        var missing = Roster.Missing(folders, Known);
        if (missing.Count > 0)
            folders = await RemoveAsync(missing, folders, isSelected, cancellationToken).ConfigureAwait(false);

        await AddAsync(folders, cancellationToken).ConfigureAwait(false);
        await IdentifyAsync(isSelected, cancellationToken).ConfigureAwait(false);
        return [.. folders.Where(folder => desk.Book.Find(folder.Name) is not null)];
    }

    /// <summary>Asks for the ids of folders that were never asked for theirs.</summary>
    private async Task IdentifyAsync(Func<MailboxName, bool> isSelected, CancellationToken cancellationToken)
    {
        if (!source.Features.MailboxIds)
            return;
        foreach (var record in Known.Where(record => record.MailboxId is null && !isSelected(record.Name)))
        {
            try
            {
                if (await source.MailboxIdAsync(record.Name, cancellationToken).ConfigureAwait(false) is { } id)
                    await desk.CommitAsync(new StoreChange { Folders = [new FolderChange(record with { MailboxId = id })] }, [], cancellationToken).ConfigureAwait(false);
            }
            catch (SourceException refused) when (refused.LeavesConnection)
            {
                // It is known by its name alone until it says more.
            }
        }
    }

    private async Task<IReadOnlyList<ListedFolder>?> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var listed = await source.ListAsync(cancellationToken).ConfigureAwait(false);
            return Roster.IsCredible(listed, Known) ? Roster.Read(listed, desk.Options.Folders) : null;
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            return null;
        }
    }

    /// <summary>Goes on with the folders known; after some attempts in a row, says so once and no longer insists.</summary>
    private async Task FailAsync(CancellationToken cancellationToken)
    {
        IsComplete = desk.ListHealth.Fail(null, desk.Time.GetUtcNow(), desk.Options);
        const string Reason = "The server's list of folders cannot be used: it is refused, empty, or of another account.";
        if (IsComplete && desk.ListHealth.IsNews(Reason))
            await desk.TellAsync(new Tiding(EventNames.SyncWarning, null, new ProblemData(Reason)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A folder is gone when a second LIST lacks it as well, and the server denies it when asked by its exact name: a
    /// LIST alone has been seen to leave folders out, and with them all their mail.
    /// </summary>
    private async Task<IReadOnlyList<ListedFolder>> RemoveAsync(
        IReadOnlyList<FolderRecord> missing,
        IReadOnlyList<ListedFolder> folders,
        Func<MailboxName, bool> isSelected,
        CancellationToken cancellationToken)
    {
        if (await ListAsync(cancellationToken).ConfigureAwait(false) is not { } again)
        {
            IsComplete = false;
            return folders;
        }

        var gone = new List<FolderRecord>();
        foreach (var record in Roster.Missing(again, missing))
        {
            if (await IsDeniedAsync(record.Name, isSelected(record.Name), cancellationToken).ConfigureAwait(false))
                gone.Add(record);
        }

        var fresh = again.Where(folder => desk.Book.Find(folder.Name) is null).ToList();
        var search = new RenameSearch(desk, source);
        var renamed = gone.Count > 0 && fresh.Count > 0
            ? await search.FindAsync(gone, fresh, cancellationToken).ConfigureAwait(false)
            : new Dictionary<int, ListedFolder>();
        HasOpened |= search.HasOpened;
        foreach (var record in gone)
        {
            if (renamed.TryGetValue(record.Number, out var folder))
            {
                await RenameAsync(record, folder, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Tiding[] tidings = desk.Book.IsInitialized
                    ? [new Tiding(EventNames.MailboxDeleted, record, Tidings.Mailbox(record))]
                    : [];
                var change = new StoreChange { RemovedFolders = [record.Number], Lost = [new Loss(record.Number, null, DeletionProof.FolderGone)] };
                await desk.CommitAsync(change, tidings, cancellationToken).ConfigureAwait(false);
            }
        }

        return again;
    }

    /// <summary>Its UIDs, and so the ids of its messages, are what they were.</summary>
    private async Task RenameAsync(FolderRecord record, ListedFolder folder, CancellationToken cancellationToken)
    {
        var renamed = record with { Name = folder.Name, Delimiter = folder.Delimiter, Role = folder.Role };
        Tiding[] tidings = desk.Book.IsInitialized
            ? [new Tiding(EventNames.MailboxRenamed, renamed, Tidings.Mailbox(renamed) with { PreviousPath = record.Name.Text })]
            : [];
        await desk.CommitAsync(new StoreChange { Folders = [new FolderChange(renamed)] }, tidings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsDeniedAsync(MailboxName name, bool isSelected, CancellationToken cancellationToken)
    {
        try
        {
            HasOpened |= isSelected;
            if (isSelected)
                await source.OpenAsync(name, cancellationToken).ConfigureAwait(false);
            else
                await source.StatusAsync(name, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            IsComplete &= refused.Fault == SourceFault.Refused;
            return refused.Fault == SourceFault.Refused;
        }
    }

    private async Task AddAsync(IReadOnlyList<ListedFolder> folders, CancellationToken cancellationToken)
    {
        foreach (var folder in folders)
        {
            if (desk.Book.Find(folder.Name) is { } record)
            {
                if (record.Role != folder.Role || record.Delimiter != folder.Delimiter)
                {
                    var changed = record with { Role = folder.Role, Delimiter = folder.Delimiter };
                    await desk.CommitAsync(new StoreChange { Folders = [new FolderChange(changed)] }, [], cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            // A folder that comes after the first baseline is known to have been empty before it was there: all that it
            // holds is new.
            var isNew = desk.Book.IsInitialized;
            var fresh = new FolderRecord(
                desk.Book.NextFolderNumber,
                folder.Name,
                folder.Delimiter,
                folder.Role,
                Baselined: isNew,
                new Counters(default, null, 0, null),
                new Uid(1));
            Tiding[] tidings = isNew ? [new Tiding(EventNames.MailboxNew, fresh, Tidings.Mailbox(fresh))] : [];
            await desk.CommitAsync(new StoreChange { Folders = [new FolderChange(fresh)] }, tidings, cancellationToken).ConfigureAwait(false);
        }
    }
}
