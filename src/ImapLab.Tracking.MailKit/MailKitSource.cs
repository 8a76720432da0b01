using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MessageSummary = ImapLab.Tracking.Ports.MessageSummary;

namespace ImapLab.Tracking.MailKit;

/// <summary>One connection of MailKit's, asked as the tracker asks.</summary>
internal sealed class MailKitSource : IMailboxSource
{
    private const StatusItems Items = StatusItems.Count | StatusItems.UidNext | StatusItems.UidValidity;

    private readonly ImapClient _client;
    private readonly ServerEar _ear;
    private readonly Commands _commands;
    private readonly MailKitOptions _options;
    private readonly FolderIndex _folders;
    private IMailFolder? _open;

    public MailKitSource(ImapClient client, ServerEar ear, Commands commands, MailKitOptions options)
    {
        _client = client;
        _ear = ear;
        _commands = commands;
        _options = options;
        _folders = new FolderIndex(client);
        Features = new SourceFeatures(Has(ImapCapabilities.Idle), Has(ImapCapabilities.CondStore)) 
        {
            QuickResync = client.Inbox?.Supports(FolderFeature.QuickResync) == true,
            RangedSearch = Has(ImapCapabilities.ESearch),
            MailboxIds = Has(ImapCapabilities.ObjectID),
            Labels = Has(ImapCapabilities.GMailExt1),
        };
    }

    public SourceFeatures Features { get; }

    private StatusItems StatusItems => Features.CondStore ? Items | StatusItems.HighestModSeq : Items;

    public Task<IReadOnlyList<ListedFolder>> ListAsync(CancellationToken cancellationToken) =>
        RunAsync(
            "LIST",
            async token =>
            {
                var withStatus = Has(ImapCapabilities.ListStatus) ? StatusItems : StatusItems.None;
                await _folders.ListAsync(withStatus, token).ConfigureAwait(false);
                return _folders.Describe([.. _ear.Heard.OfType<ServerLine.Status>()]);
            },
            cancellationToken);

    public Task<Counters> StatusAsync(MailboxName folder, CancellationToken cancellationToken) =>
        RunAsync(
            "STATUS",
            async token =>
            {
                var mailbox = await _folders.GetAsync(folder, token).ConfigureAwait(false);
                await mailbox.StatusAsync(StatusItems, token).ConfigureAwait(false);
                return _ear.Heard.OfType<ServerLine.Status>().LastOrDefault()?.Counters ?? Counters.Unknown;
            },
            cancellationToken);

    public Task<Counters> OpenAsync(MailboxName folder, CancellationToken cancellationToken) =>
        RunAsync(
            "EXAMINE",
            async token =>
            {
                await OpenAsync(folder, mailbox => mailbox.OpenAsync(FolderAccess.ReadOnly, token), token).ConfigureAwait(false);
                return ReadCounters();
            },
            cancellationToken);

    public Task<Resynced> ResyncAsync(MailboxName folder, ResyncPoint point, CancellationToken cancellationToken) =>
        RunAsync(
            "EXAMINE",
            async token =>
            {
                var changed = new SortedDictionary<Uid, MarkedMessage>();
                await OpenAsync(folder, ResyncAsync, token).ConfigureAwait(false);
                return new Resynced(ReadCounters(), [.. _ear.Heard.OfType<ServerLine.VanishedEarlier>().Select(line => line.Uids)], [.. changed.Values]);

                async Task ResyncAsync(IMailFolder mailbox)
                {
                    mailbox.MessageSummaryFetched += Keep;
                    try
                    {
                        await mailbox.OpenAsync(FolderAccess.ReadOnly, point.UidValidity.Value, point.Since.Value, new KnownUids(point), token).ConfigureAwait(false);
                    }
                    finally
                    {
                        mailbox.MessageSummaryFetched -= Keep;
                    }
                }

                void Keep(object? sender, MessageSummaryFetchedEventArgs told)
                {
                    if (told.Message is { UniqueId.IsValid: true, Flags: not null } row)
                        changed[new Uid(row.UniqueId.Id)] = new MarkedMessage(new Uid(row.UniqueId.Id), SummaryReader.MarksOf(row));
                }
            },
            cancellationToken);

    public Task<IReadOnlyList<Uid>> ListFromAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        RunAsync(
            "UID FETCH",
            async token =>
            {
                var request = new FetchRequest(MessageSummaryItems.UniqueId) { ChangedSince = changedSince?.Value };
                var range = new UniqueIdRange(new UniqueId(from.Value), UniqueId.MaxValue);
                var rows = await Open.FetchAsync(range, request, token).ConfigureAwait(false);
                return Sorted(rows.Where(row => row.UniqueId.IsValid && row.UniqueId.Id >= from.Value).Select(row => row.UniqueId));
            },
            cancellationToken);

    public Task<IReadOnlyList<Uid>> SearchAllAsync(CancellationToken cancellationToken) =>
        RunAsync(
            "UID SEARCH",
            async token => FoundUids.Read(await Open.SearchAsync(SearchQuery.All, token).ConfigureAwait(false), _ear.MostExists),
            cancellationToken);

    public Task<IReadOnlyList<PlacedUid>> ProbeAsync(IReadOnlyList<Msn> places, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<PlacedUid>>(
            "FETCH",
            async token =>
            {
                var request = new FetchRequest(MessageSummaryItems.UniqueId);
                var rows = await Open.FetchAsync([.. places.Select(place => place.Index)], request, token).ConfigureAwait(false);
                return [.. rows.Where(row => row.UniqueId.IsValid).Select(row => new PlacedUid(Msn.AtIndex(row.Index), new Uid(row.UniqueId.Id)))];
            },
            cancellationToken);

    public Task<IReadOnlyList<MessageSummary>> FetchAsync(IReadOnlyList<Uid> uids, SummaryDetail detail, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<MessageSummary>>(
            "UID FETCH",
            async token =>
            {
                var asked = uids.ToHashSet();
                var set = uids.Select(uid => new UniqueId(uid.Value)).ToList();
                var rows = await Open.FetchAsync(set, SummaryReader.RequestFor(detail, SummaryReader.OwnItems(_client.Capabilities)), token).ConfigureAwait(false);
                return [.. rows
                    .Where(row => row.UniqueId.IsValid && asked.Contains(new Uid(row.UniqueId.Id)) && SummaryReader.HasAnswer(row, detail))
                    .Select(SummaryReader.Read)
                    .DistinctBy(summary => summary.Uid)];
            },
            cancellationToken);

    public Task<IReadOnlyList<MarkedMessage>> FetchMarksAsync(Uid from, ModSeq? changedSince, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<MarkedMessage>>(
            "UID FETCH",
            async token =>
            {
                var items = MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | (Features.Labels ? MessageSummaryItems.GMailLabels : MessageSummaryItems.None);
                var request = new FetchRequest(items) { ChangedSince = changedSince?.Value };
                var rows = await Open.FetchAsync(new UniqueIdRange(new UniqueId(from.Value), UniqueId.MaxValue), request, token).ConfigureAwait(false);
                // Several rows for one message are merged by MailKit; one without FLAGS says nothing of them.
                return [.. rows.Where(row => row.UniqueId.IsValid && row.Flags is not null).Select(row => new MarkedMessage(new Uid(row.UniqueId.Id), SummaryReader.MarksOf(row))).DistinctBy(row => row.Uid)];
            },
            cancellationToken);

    public Task<string?> MailboxIdAsync(MailboxName folder, CancellationToken cancellationToken) =>
        Features.MailboxIds
            ? RunAsync(
                "STATUS",
                async token =>
                {
                    var mailbox = await _folders.GetAsync(folder, token).ConfigureAwait(false);
                    await mailbox.StatusAsync(StatusItems.MailboxId, token).ConfigureAwait(false);
                    return mailbox.Id;
                },
                cancellationToken)
            : Task.FromResult<string?>(null);

    public async Task NoopAsync(CancellationToken cancellationToken)
    {
        _ear.HearsFlags = Features.CondStore;
        try
        {
            await _commands.RunAsync("NOOP", _options.CommandTimeout, _client.NoOpAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ear.HearsFlags = false;
        }
    }

    public async Task IdleAsync(CancellationToken wake, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(wake);
        using var dead = _commands.NewTimer();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(dead.Token, cancellationToken);
        // Past DONE the server must answer soon: a connection that died in silence shows here.
        using var limit = done.Token.Register(() => dead.CancelAfter(_options.DoneTimeout));
        _ear.OnChange(done.Cancel);
        _ear.HearsFlags = Features.CondStore;
        try
        {
            if (_ear.HasChanges)
                return;
            await _commands.RunAsync("IDLE", Timeout.InfiniteTimeSpan, token => _client.IdleAsync(done.Token, either.Token), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ear.OnChange(null);
            _ear.HearsFlags = false;
        }
    }

    public IReadOnlyList<ViewChange> TakeChanges() => _ear.TakeChanges();

    public bool TakeThrottle() => _ear.TakeThrottle();

    public async Task LogoutAsync(CancellationToken cancellationToken)
    {
        if (_client.IsConnected)
            await _commands.RunAsync("LOGOUT", _options.DoneTimeout, token => _client.DisconnectAsync(true, token), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync(MailboxName folder, Func<IMailFolder, Task> open, CancellationToken cancellationToken)
    {
        var mailbox = await _folders.GetAsync(folder, cancellationToken).ConfigureAwait(false);
        // MailKit answers for a folder that is open already without asking the server.
        if (_open == mailbox && mailbox.IsOpen)
            await mailbox.CloseAsync(false, cancellationToken).ConfigureAwait(false);
        _open = null;
        _ear.ForgetFolder();
        await open(mailbox).ConfigureAwait(false);
        _open = mailbox;
    }

    private IMailFolder Open => _open ?? throw new SourceException(SourceFault.Refused, "No folder is open.");

    private static IReadOnlyList<Uid> Sorted(IEnumerable<UniqueId> uids) => [.. uids.Where(uid => uid.Id > 0).Select(uid => new Uid(uid.Id)).Distinct().Order()];

    private bool Has(ImapCapabilities capability) => (_client.Capabilities & capability) != 0;

    private Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> command, CancellationToken cancellationToken) =>
        _commands.RunAsync(what, _options.CommandTimeout, command, cancellationToken);

    /// <summary>
    /// What the answer to EXAMINE said. Some servers count up in several EXISTS, and some leave it out of an empty folder.
    /// </summary>
    private Counters ReadCounters()
    {
        if (_ear.HasUnreadable)
            throw new SourceException(SourceFault.Refused, "EXAMINE was answered with an EXISTS that is no number.");
        var counters = new Counters(default, null, 0, null);
        foreach (var line in _ear.Heard)
        {
            counters = line switch
            {
                ServerLine.Change { What: ViewChange.Exists exists } => counters with { Exists = (int)Math.Min(exists.Count, int.MaxValue) },
                ServerLine.UidNext next => counters with { UidNext = next.Value },
                ServerLine.Epoch epoch => counters with { UidValidity = epoch.Value },
                // Seen from servers that do not have CONDSTORE; then it means nothing.
                ServerLine.HighestModSeq last when Features.CondStore => counters with { HighestModSeq = last.Value },
                _ => counters,
            };
        }

        _ear.ForgetChanges();
        return counters;
    }
}
