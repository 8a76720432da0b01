using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Marks;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Moves;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// One connection at work: looks at all folders, pass by pass, and keeps the watched folder selected in between. It
/// never selects for writing, so it changes no mail.
/// </summary>
internal sealed class AccountPass(Desk desk, IMailboxSource source)
{
    private readonly MailboxName _watchedName = new(desk.Options.Watched);
    private IReadOnlyList<ListedFolder> _folders = [];
    private FolderSession? _selected;

    /// <summary>The folder that the server has selected, also where the look into it failed.</summary>
    private MailboxName? _opened;

    /// <summary>How long until one of the folders that the last pass saw is due.</summary>
    public TimeSpan UntilNext => desk.Agenda.UntilNext(_folders.Select(folder => desk.Book.Find(folder.Name)).OfType<FolderRecord>());

    /// <summary>The folder whose view is followed between two passes; null where there is none.</summary>
    public FolderSession? Watched { get; private set; }

    /// <summary>Looks at every folder that is due.</summary>
    /// <param name="andWatch">Whether the watched folder is to be selected afterwards.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    /// <returns>False where some folder is still owed a look, so that another pass is due soon.</returns>
    public async Task<bool> RunAsync(bool andWatch, CancellationToken cancellationToken)
    {
        Watched = null;
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        var listedAt = Looks.Tick();
        var (folders, isComplete) = await ReadRosterAsync(cancellationToken).ConfigureAwait(false);
        _folders = folders;
        Looks.Set(folders.Select(folder => desk.Book.Find(folder.Name)!.Number));

        // The watched folder first, since people wait for it; and again at the end if others were selected meanwhile.
        var watched = folders.FirstOrDefault(folder => folder.Name == _watchedName) ?? (folders.Count > 0 ? folders[0] : null);
        if (watched is not null && (IsDue(watched) || (andWatch && !IsFollowable(watched.Name))))
            isComplete &= Note(watched, await LookAsync(watched, null, cancellationToken).ConfigureAwait(false));
        foreach (var folder in folders)
        {
            if (folder.Name != watched!.Name && IsDue(folder))
                isComplete &= Note(folder, await VisitAsync(folder, listedAt, cancellationToken).ConfigureAwait(false));
        }

        if (watched is not null && !IsFollowable(watched.Name) && andWatch)
            isComplete &= await LookAsync(watched, null, cancellationToken).ConfigureAwait(false);
        else if (_selected is { IsFollowed: true } open)
            isComplete &= IsSettled(await open.CatchUpAsync(cancellationToken).ConfigureAwait(false));
        Watched = _selected is { IsFollowed: true } ? _selected : null;

        await desk.SweepAsync(cancellationToken).ConfigureAwait(false);
        if (isComplete && !desk.Book.IsInitialized)
        {
            await desk.CommitAsync(
                new StoreChange { Initialized = true },
                [new Tiding(EventNames.AccountInitialized, null, new AccountInitializedData())],
                cancellationToken).ConfigureAwait(false);
        }

        return isComplete;
    }

    private async Task<(IReadOnlyList<ListedFolder> Folders, bool IsComplete)> ReadRosterAsync(CancellationToken cancellationToken)
    {
        var known = desk.Book.Folders.Where(folder => FolderGlob.Matches(desk.Options.Folders, folder.Name));
        if (!desk.Agenda.IsListDue)
            return ([.. known.Select(record => new ListedFolder(record.Name, record.Delimiter, record.Role, Selectable: true))], true);
        var roster = new RosterPass(desk, source);
        var folders = await roster.RunAsync(IsSelected, cancellationToken).ConfigureAwait(false);
        if (roster.HasOpened)
            (_selected, _opened) = (null, null);
        if (roster.IsComplete)
            desk.Agenda.Listed();
        return (folders, roster.IsComplete);
    }

    private Looks Looks => desk.Moves.Looks;

    private bool IsDue(ListedFolder folder) => desk.Book.Find(folder.Name)! is var record && (desk.Agenda.IsDue(record) || desk.Moves.Wants(record.Number));

    private bool Note(ListedFolder folder, bool isDone)
    {
        if (isDone && desk.Book.Find(folder.Name) is { } record)
            desk.Agenda.Looked(record);
        return isDone;
    }

    /// <summary>Lets the server tell of the selected folder what it held back, while EXPUNGE can still be followed.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_selected is not { IsFollowed: true } open)
            return;
        var began = Looks.Tick();
        try
        {
            await source.NoopAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            // The look that follows asks again.
            began = 0;
        }

        if (IsSettled(await open.CatchUpAsync(cancellationToken).ConfigureAwait(false)))
            Looks.Ended(open.Number, began);
    }

    private bool IsSelected(MailboxName name) => _opened == name;

    private bool IsFollowable(MailboxName name) => _selected?.Name == name;

    /// <summary>Looks at a folder by its counters, and inside only where they moved or prove nothing.</summary>
    private async Task<bool> VisitAsync(ListedFolder folder, long listedAt, CancellationToken cancellationToken)
    {
        // What LIST told along is as old as the listing.
        var began = folder.Status is null ? Looks.Tick() : listedAt;
        var record = desk.Book.Find(folder.Name)!;
        var status = IsSelected(folder.Name) ? null : folder.Status;
        if (status is null && !IsSelected(folder.Name))
        {
            try
            {
                status = await source.StatusAsync(folder.Name, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceException refused) when (refused.LeavesConnection)
            {
                if (refused.Fault == SourceFault.RefusedForNow)
                    return await FailAsync(record, null, refused.Message, cancellationToken).ConfigureAwait(false);
            }
        }

        var health = desk.HealthOf(folder.Name);
        var isProven = status is not null && record.Baselined && Gate.ProvesNothing(record.Counters, status);
        if (isProven)
            TrackingMeter.CountLook(desk.Options.Account, "Status");
        isProven = isProven && !FlagLook.MayHaveChanged(desk.Options, record, status!);
        if (isProven && !(health.MayLackIdentities && LacksIdentities(record, health)))
        {
            health.Succeed();
            Looks.Ended(record.Number, began);
            return true;
        }

        return await LookAsync(folder, status, cancellationToken).ConfigureAwait(false);
    }

    private bool LacksIdentities(FolderRecord record, FolderHealth health) =>
        health.MayLackIdentities = desk.Book.Store.LoadUnidentified(record.Number, 1).Count > 0;

    private async Task<bool> LookAsync(ListedFolder folder, Counters? status, CancellationToken cancellationToken)
    {
        var record = desk.Book.Find(folder.Name)!;
        var health = desk.HealthOf(folder.Name);
        var began = Looks.Tick();
        if (health.IsParked(status, desk.Time.GetUtcNow()))
        {
            // Nobody can tell what came to it, so nothing waits for it.
            Looks.Ended(record.Number, began);
            return true;
        }

        if (_selected?.Number != record.Number)
            _selected = new FolderSession(desk, source, record);
        _opened = folder.Name;
        LookOutcome outcome;
        try
        {
            outcome = await _selected.LookAsync(record, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException lost)
        {
            if (health.Die(status, desk.Time.GetUtcNow(), desk.Options))
                await TellParkedAsync(record, lost.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }

        if (outcome is not LookOutcome.Unresolved why)
        {
            health.Succeed();
            Looks.Ended(_selected.Number, began);
            await desk.SweepAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        _selected = null;
        return await FailAsync(record, status, why.Why, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>True where the folder is set aside now, and so no longer owed a look.</returns>
    private async Task<bool> FailAsync(FolderRecord record, Counters? status, string why, CancellationToken cancellationToken)
    {
        var health = desk.HealthOf(record.Name);
        if (!health.Fail(status, desk.Time.GetUtcNow(), desk.Options))
            return false;
        await TellParkedAsync(record, why, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task TellParkedAsync(FolderRecord record, string why, CancellationToken cancellationToken)
    {
        var reason = $"The folder is set aside: {why}";
        if (!desk.HealthOf(record.Name).IsNews(reason))
            return;
        await desk.TellAsync(
            new Tiding(EventNames.SyncWarning, record, new ProblemData(reason, desk.Options.ParkedRetry)),
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSettled(LookOutcome outcome) => outcome is not LookOutcome.Unresolved;
}
