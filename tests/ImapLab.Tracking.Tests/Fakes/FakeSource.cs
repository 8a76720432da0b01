using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Fakes;

/// <summary>One session of a <see cref="FakeAccount"/>.</summary>
internal sealed class FakeSource(FakeAccount account) : IMailboxSource
{
    private readonly List<ViewChange> _told = [];
    private List<uint> _view = [];
    private string? _selected;
    private uint _epoch;
    private TaskCompletionSource? _idle;
    private bool _isCut;

    public SourceFeatures Features => new(account.Lies.Idle, account.Lies.CondStore) { QuickResync = account.Lies.Resync is not null, MailboxIds = account.Lies.MailboxIds };

    private FakeFolder? Selected => _selected is { } name && account.Folders.TryGetValue(name, out var box) && box.UidValidity == _epoch ? box : null;

    public Task<IReadOnlyList<ListedFolder>> ListAsync(CancellationToken cancellationToken) => Answer("LIST", () =>
        account.Listing is { } listing
            ? listing()
            : (IReadOnlyList<ListedFolder>)[.. account.Folders.Values.Select(box => new ListedFolder(new MailboxName(box.Name), '/', box.Role, true))]);

    public Task<Counters> StatusAsync(MailboxName folder, CancellationToken cancellationToken) => Answer("STATUS " + folder, () =>
    {
        Assert.That(folder.Text, Is.Not.EqualTo(_selected), "STATUS of the selected folder");
        return CountersOf(Find(folder));
    });

    public Task<Counters> OpenAsync(MailboxName folder, CancellationToken cancellationToken) => Answer("EXAMINE " + folder, () =>
    {
        _selected = null;
        var box = Find(folder);
        _selected = box.Name;
        _epoch = box.UidValidity;
        _view = [.. box.Messages.Select(message => message.Uid)];
        _told.Clear();
        return CountersOf(box);
    });

    public Task<Resynced> ResyncAsync(MailboxName folder, ResyncPoint point, CancellationToken cancellationToken) => Answer("EXAMINE QRESYNC " + folder, () =>
    {
        _selected = null;
        var box = Find(folder);
        _selected = box.Name;
        _epoch = box.UidValidity;
        _view = [.. box.Messages.Select(message => message.Uid)];
        _told.Clear();
        var gone = Enumerable.Range(1, (int)point.Highest.Value).Select(uid => (uint)uid).Where(uid => !_view.Contains(uid)).Select(uid => new Uid(uid)).ToList();
        return account.Lies.Resync!(new Resynced(CountersOf(box), gone.Count == 0 ? [] : [SequenceSet.Of(gone)], []));
    });

    public Task<IReadOnlyList<Uid>> ListFromAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        Answer($"UID FETCH {from}:* (UID){(changedSince is { } since ? $" CHANGEDSINCE {since}" : "")}", () =>
        {
            var rows = Rows().Where(message => message.Uid >= from.Value && (changedSince is null || Selected!.ModSeqs[message.Uid] > changedSince.Value.Value));
            return (IReadOnlyList<Uid>)[.. rows.Select(message => new Uid(message.Uid))];
        });

    public Task<IReadOnlyList<Uid>> SearchAllAsync(CancellationToken cancellationToken) =>
        Answer("UID SEARCH ALL", () =>
        {
            IEnumerable<uint> uids = Rows().Select(message => message.Uid);
            uids = account.Lies.Search switch
            {
                SearchLie.Refused => throw new SourceException(SourceFault.Refused, "SEARCH is not for you"),
                SearchLie.Short => uids.Skip(1),
                SearchLie.Places => uids.Select((_, at) => (uint)at + 1),
                _ => uids,
            };

            return (IReadOnlyList<Uid>)[.. uids.Select(uid => new Uid(uid))];
        });

    public Task<IReadOnlyList<PlacedUid>> ProbeAsync(IReadOnlyList<Msn> places, CancellationToken cancellationToken) =>
        Answer(
            $"FETCH {string.Join(',', places)} (UID)",
            () =>
            {
                var there = Rows().Select(message => message.Uid).ToHashSet();
                return (IReadOnlyList<PlacedUid>)[.. places
                    .Where(place => place.Value <= _view.Count && there.Contains(_view[place.Index]))
                    .Select(place => new PlacedUid(place, new Uid(_view[place.Index])))];
            },
            mayExpunge: false);

    public Task<IReadOnlyList<MessageSummary>> FetchAsync(IReadOnlyList<Uid> uids, SummaryDetail detail, CancellationToken cancellationToken) =>
        Answer($"UID FETCH {SequenceSet.Of(uids)} ({detail})", () =>
        {
            var rows = Rows().Where(message => uids.Contains(new Uid(message.Uid))).ToList();
            if (detail == SummaryDetail.Full && rows.Any(account.Lies.Poisonous))
                Lose();
            return (IReadOnlyList<MessageSummary>)[.. rows.Select(message => new MessageSummary(new Uid(message.Uid))
            {
                MessageId = detail == SummaryDetail.Bare ? null : message.MessageId,
                Size = message.Size,
                EmailId = message.EmailId,
                Flags = message.Flags,
                Labels = message.Labels,
                References = message.References,
                InternalDate = message.InternalDate,
            })];
        });

    public Task<IReadOnlyList<MarkedMessage>> FetchMarksAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        Answer($"UID FETCH {from}:* (FLAGS){(changedSince is { } since ? $" CHANGEDSINCE {since}" : "")}", () =>
            (IReadOnlyList<MarkedMessage>)[.. Rows()
                .Where(message => message.Uid >= from.Value && (changedSince is null || Selected!.ModSeqs[message.Uid] > changedSince.Value.Value))
                .Select(message => new MarkedMessage(new Uid(message.Uid), new MessageMarks(message.Flags, message.Labels)))]);

    public Task<string?> MailboxIdAsync(MailboxName folder, CancellationToken cancellationToken) =>
        account.Lies.MailboxIds ? Answer("STATUS (MAILBOXID) " + folder, () => (string?)Find(folder).Id) : Task.FromResult<string?>(null);

    public Task NoopAsync(CancellationToken cancellationToken) => Answer("NOOP", () => true);

    public async Task IdleAsync(CancellationToken wake, CancellationToken cancellationToken)
    {
        await Answer("IDLE", () => true);
        if (_told.Count > 0 || wake.IsCancellationRequested)
            return;
        _idle = new TaskCompletionSource();
        await using var left = wake.Register(() => _idle?.TrySetResult());
        await using var stopped = cancellationToken.Register(() => _idle?.TrySetCanceled(cancellationToken));
        try
        {
            await _idle.Task;
        }
        finally
        {
            _idle = null;
        }
    }

    public IReadOnlyList<ViewChange> TakeChanges()
    {
        ViewChange[] taken = [.. _told];
        _told.Clear();
        return taken;
    }

    public Task LogoutAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        account.Closed(this);
        return ValueTask.CompletedTask;
    }

    public void Changed(string folder)
    {
        if (_idle is null || folder != _selected || account.Lies.IdleIsDeaf)
            return;
        Announce(mayExpunge: true);
        _idle.TrySetResult();
    }

    public void Flagged(string folder)
    {
        if (_idle is null || folder != _selected || !account.Lies.CondStore)
            return;
        _told.Add(new ViewChange.Flagged());
        _idle.TrySetResult();
    }

    public void Cut()
    {
        _isCut = true;
        _idle?.TrySetException(new SourceException(SourceFault.Connection, "cut"));
    }

    /// <summary>What FETCH shows: what the session knows of and is still there.</summary>
    private List<FakeMessage> Rows() =>
        Selected is { } box ? [.. box.Messages.Where(message => _view.Contains(message.Uid) && !account.Lies.Hidden(message))] : [];

    private Task<T> Answer<T>(string command, Func<T> answer, bool mayExpunge = true)
    {
        try
        {
            account.Commands.Add(command);
            account.BeforeCommand(command);
            if (_isCut)
                Lose();
            var answered = answer();
            Announce(mayExpunge);
            if (account.Lies.Babble(command) is { } babble)
                _told.Add(babble);
            return Task.FromResult(answered);
        }
        catch (SourceException refused)
        {
            return Task.FromException<T>(refused);
        }
    }

    /// <summary>Tells the session what changed: EXPUNGE where the command allows it (RFC 9051 section 7.5.1), then EXISTS.</summary>
    private void Announce(bool mayExpunge)
    {
        if (Selected is not { } box)
            return;
        var there = box.Messages.Select(message => message.Uid).ToHashSet();
        for (var at = 0; mayExpunge && at < _view.Count;)
        {
            if (there.Contains(_view[at]))
            {
                at++;
                continue;
            }

            _view.RemoveAt(at);
            _told.Add(new ViewChange.Expunged(at + 1));
        }

        var last = _view.Count == 0 ? 0 : _view[^1];
        var arrived = there.Where(uid => !_view.Contains(uid) && uid > last).Order().ToList();
        if (arrived.Count == 0)
            return;
        _view.AddRange(arrived);
        _told.Add(new ViewChange.Exists(_view.Count));
    }

    private FakeFolder Find(MailboxName folder) =>
        account.Folders.GetValueOrDefault(folder.Text) ?? throw new SourceException(SourceFault.Refused, "no such folder") { Code = "NONEXISTENT" };

    private Counters CountersOf(FakeFolder box) => new(
        new UidValidity(box.UidValidity),
        account.Lies.NoUidNext ? null : new Uid(box.UidNext),
        box.Messages.Count,
        account.Lies.CondStore ? new ModSeq(box.HighestModSeq) : null);

    private void Lose()
    {
        _isCut = true;
        throw new SourceException(SourceFault.Connection, "cut");
    }
}
