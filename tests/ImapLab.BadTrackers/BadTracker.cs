using System.Globalization;
using ImapLab.Protocol.Numbers;
using ImapLab.Scenarios.Trackers;
using ImapLab.Tracking.Events;

namespace ImapLab.BadTrackers;

/// <summary>
/// A tracker that looks at everything when it is asked to settle: lists each folder and compares. It is plain and right,
/// but for its <see cref="Vice"/>.
/// </summary>
public sealed class BadTracker(TrackerSite site, Vice vice) : ITrackerUnderTest
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>What no state remembers is another number in every life.</summary>
    private static int _lastGuess;

    private BadState _state = new();
    private LiveView? _live;
    private List<TrackerEvent> _news = [];

    public string? Failure => null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _state = BadState.Load(site.StateDirectory);
        return Task.CompletedTask;
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await TellAsync().ConfigureAwait(false);
        while (!await LookAsync().ConfigureAwait(false))
            await PauseAsync().ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _live?.Lines.Dispose();
        _live = null;
        return Task.CompletedTask;
    }

    public void Kill()
    {
    }

    public void Dispose() => _live?.Lines.Dispose();

    /// <returns>False where it has to be tried again.</returns>
    private async Task<bool> LookAsync()
    {
        _news = [];
        ImapLines? lines = null;
        try
        {
            if (vice == Vice.MapsExpungesAtOnce && _live is not null && !await _live.CatchUpAsync(this).ConfigureAwait(false))
                return await DropLiveAsync().ConfigureAwait(false);
            lines = await ConnectAsync().ConfigureAwait(false);
            if (lines is null)
                return false;
            await LookAtAllAsync(lines).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or System.Net.Sockets.SocketException or RefusedException or ObjectDisposedException)
        {
            _state = BadState.Load(site.StateDirectory);
            await DropLiveAsync().ConfigureAwait(false);
            return false;
        }
        finally
        {
            lines?.Dispose();
        }

        if (vice == Vice.PairsAmbiguousMoves)
            PairMoves();
        if (!_state.Initialized)
        {
            _state.Initialized = true;
            _news = [];
            Note(EventNames.AccountInitialized, null, new AccountInitializedData());
        }

        await FinishAsync().ConfigureAwait(false);
        if (vice == Vice.MapsExpungesAtOnce && _live is null)
            _live = await LiveView.OpenAsync(ConnectAsync).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> DropLiveAsync()
    {
        _live?.Lines.Dispose();
        _live = null;
        await Task.CompletedTask.ConfigureAwait(false);
        return false;
    }

    private async Task<ImapLines?> ConnectAsync()
    {
        var lines = new ImapLines(await site.Connect(CancellationToken.None).ConfigureAwait(false));
        try
        {
            if (await lines.GreetingAsync().ConfigureAwait(false) is null)
                throw new IOException("The connection ended before the greeting.");
            await lines.CommandAsync($"LOGIN {site.User} {site.Password}").ConfigureAwait(false);
            if (lines.WasCut)
                throw new IOException("The connection ended in LOGIN.");
            return lines;
        }
        catch (RefusedException refused) when (vice == Vice.TakesRefusalForWrongPassword)
        {
            lines.Dispose();
            Note(EventNames.AuthenticationError, null, new ProblemData(refused.Message));
            await FinishAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    private async Task LookAtAllAsync(ImapLines lines)
    {
        var capabilities = string.Join(' ', await AskAsync(lines, "CAPABILITY").ConfigureAwait(false));
        var listed = (await AskAsync(lines, "LIST \"\" \"*\"").ConfigureAwait(false))
            .Where(line => vice != Vice.LeavesOutAllMail || !line.Contains("\\All ", StringComparison.Ordinal)).Select(FolderLine.Read).OfType<string>().ToList();
        if (vice != Vice.SpellsInboxExactly)
            listed = listed.ConvertAll(name => name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name);
        foreach (var name in _state.Folders.Keys.Except(listed).ToList())
            Gone(name);
        foreach (var name in listed)
        {
            if (_state.Folders.TryAdd(name, new BadFolder()))
                Note(EventNames.MailboxNew, name, new MailboxData(name, name, null));
            var isLive = _live is not null && name == "INBOX";
            await new FolderLook(lines, name, _state.Folders[name], vice, capabilities.Contains("CONDSTORE", StringComparison.Ordinal), isLive, Note).RunAsync().ConfigureAwait(false);
            if (lines.WasCut)
                return;
        }
    }

    private static async Task<List<string>> AskAsync(ImapLines lines, string command)
    {
        var answer = await lines.CommandAsync(command).ConfigureAwait(false);
        return lines.WasCut ? throw new IOException($"The connection ended in {command}.") : answer;
    }

    private void Gone(string name)
    {
        var folder = _state.Folders[name];
        _state.Folders.Remove(name);
        if (vice == Vice.TellsMessagesOfGoneFolders)
        {
            foreach (var uid in folder.Messages.Keys)
                Note(EventNames.MessageDeleted, name, new MessageDeletedData("", new Uid(uid)));
        }

        Note(EventNames.MailboxDeleted, name, new MailboxData(name, name, null));
    }

    internal void ExpungedLive(uint uid)
    {
        _state.Folders["INBOX"].Messages.Remove(uid);
        Note(EventNames.MessageDeleted, "INBOX", new MessageDeletedData("", new Uid(uid)));
    }

    internal IReadOnlyCollection<uint> KnownInInbox => _state.Folders["INBOX"].Messages.Keys;

    private void Note(string kind, string? path, EventData data) =>
        _news.Add(new TrackerEvent(
            site.User,
            site.Time.GetUtcNow(),
            path,
            null,
            kind,
            string.Create(CultureInfo.InvariantCulture, $"{(vice == Vice.TellsBeforeItSaves ? Interlocked.Increment(ref _lastGuess) : 0)}-{++_state.LastEvent}"),
            data));

    private void PairMoves()
    {
        foreach (var left in _news.Where(told => told.Data is MessageDeletedData { MessageId: not null }).ToList())
        {
            var gone = (MessageDeletedData)left.Data;
            if (_news.Find(told => told.Path != left.Path && told.Data is MessageNewData here && here.MessageId == gone.MessageId) is not { } came)
                continue;
            var data = new MessageMovedData("", ((MessageNewData)came.Data).Uid, left.Path!, "", gone.Uid, MoveEvidence.MessageId);
            _news[_news.IndexOf(came)] = came with { Event = EventNames.MessageMoved, Data = data };
            _news.Remove(left);
        }
    }

    private async Task FinishAsync()
    {
        if (vice == Vice.TellsBeforeItSaves)
        {
            foreach (var told in _news)
                await site.Tell(told).ConfigureAwait(false);
            _state.Save(site.StateDirectory);
            return;
        }

        _state.Outbox.AddRange(_news.Select(EventJson.Write));
        _state.Save(site.StateDirectory);
        await TellAsync().ConfigureAwait(false);
    }

    private async Task TellAsync()
    {
        while (_state.Outbox.Count > 0)
        {
            await site.Tell(EventJson.Read(_state.Outbox[0])).ConfigureAwait(false);
            _state.Outbox.RemoveAt(0);
            _state.Save(site.StateDirectory);
        }
    }

    /// <summary>Waits on the lab's thread: the timer's own call goes on.</summary>
    private async Task PauseAsync()
    {
        var over = new TaskCompletionSource();
        await using var timer = site.Time.CreateTimer(_ => over.TrySetResult(), null, Retry, Timeout.InfiniteTimeSpan);
        await over.Task.ConfigureAwait(false);
    }
}
