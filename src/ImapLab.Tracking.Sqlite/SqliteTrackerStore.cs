using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// A tracker's state in one SQLite file. A change is one transaction that is on the disk when <see cref="Commit"/>
/// returns; the file has one owner while it is open, so that two trackers never write the same history.
/// Safe to use from several threads.
/// </summary>
public sealed class SqliteTrackerStore : ITrackerStore
{
    /// <summary>Rows that one transaction of <see cref="Purge"/> removes, so that it never keeps a commit waiting for long.</summary>
    private const int PurgeBatch = 5000;

    private readonly StateLock _owner;
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly Words _words;
    private readonly SqliteEventLog _log;
    private readonly Lock _gate = new();
    private readonly Action<StoreMoment>? _reached;

    private SqliteTrackerStore(StateLock owner, SqliteConnection connection, Action<StoreMoment>? reached)
    {
        _owner = owner;
        _connection = connection;
        _reached = reached;
        _statements = new Statements(connection);
        _words = new Words(_statements);
        _log = new SqliteEventLog(_statements, _gate, reached);
    }

    public IEventLog Log => _log;

    /// <summary>
    /// Opens the file, or makes it. One of an older version is brought up to date in one transaction, and a copy of it
    /// kept beside it, named after the version.
    /// </summary>
    /// <exception cref="StateFileException">
    /// It is not a tracker's state, is damaged, was written by a later version, is in use, or cannot be opened. The file
    /// is then left as it is.
    /// </exception>
    public static SqliteTrackerStore Open(string path) => Open(path, null);

    /// <param name="reached">Called at moments at which tests let the process die.</param>
    internal static SqliteTrackerStore Open(string path, Action<StoreMoment>? reached)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        StateFile.Check(path);
        var owner = StateLock.Take(path);
        try
        {
            return new SqliteTrackerStore(owner, StateFile.Open(path, reached), reached);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    public StoredAccount Load()
    {
        lock (_gate)
        {
            var folders = _statements.SelectFolders.ReadAll(FolderRow.Read);
            var accounts = _statements.SelectAccount.ReadAll(row => new StoredAccount(
                row.IsDBNull(0) ? null : row.GetString(0),
                row.GetBoolean(1),
                row.GetInt32(2),
                row.GetInt64(3),
                folders));
            return accounts.Count == 1 ? accounts[0] : throw _statements.SelectAccount.Damaged($"it is the state of {accounts.Count} accounts.");
        }
    }

    public UidSequence LoadUids(int folderNumber)
    {
        lock (_gate)
        {
            var uids = new UidSequence();
            var chunks = _statements.SelectChunks.With(UidChunk.First(folderNumber), UidChunk.First(folderNumber + 1));
            chunks.ReadAll(row =>
            {
                var first = UidChunk.BaseOf(row.GetInt64(0));
                foreach (var (from, to) in UidRuns.Read(row.GetFieldValue<byte[]>(1)))
                    uids.AddRange(new Uid(first + (uint)from), new Uid(first + (uint)to));
                return 0;
            });
            return uids;
        }
    }

    public IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        lock (_gate)
        {
            var chunks = new UidChunks(_statements, folderNumber);
            var found = new Dictionary<Uid, MessageIdentity>(uids.Count);
            foreach (var uid in uids)
            {
                // A row alone does not say so: it may be there for the flags.
                if (chunks.Of(uid) is { } chunk && (!chunk.Contains(uid) || chunk.IsUnasked(uid)))
                    continue;
                foreach (var identity in _statements.SelectIdentity.With(Keys.Of(folderNumber, uid)).ReadAll(row => MessageRow.ReadIdentity(row, 0)))
                    found[uid] = identity;
            }

            return found;
        }
    }

    public IReadOnlyDictionary<Uid, MessageMarks> LoadMarks(int folderNumber, IReadOnlyCollection<Uid> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        lock (_gate)
        {
            var found = new Dictionary<Uid, MessageMarks>();
            foreach (var uid in uids)
            {
                foreach (var marks in _statements.SelectMarks.With(Keys.Of(folderNumber, uid)).ReadAll(row => new MessageMarks(_words.Read(row, 0), _words.Read(row, 1))))
                    found[uid] = marks;
            }

            return found;
        }
    }

    public IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit)
    {
        lock (_gate)
        {
            // Each chunk named has one at least.
            var chunks = _statements.SelectUnasked.With(UidChunk.First(folderNumber), UidChunk.First(folderNumber + 1), limit);
            return [.. chunks
                .ReadAll(row => (First: UidChunk.BaseOf(row.GetInt64(0)), Runs: UidRuns.Read(row.GetFieldValue<byte[]>(1))))
                .SelectMany(chunk => chunk.Runs.SelectMany(run => Enumerable.Range(run.From, run.To - run.From + 1).Select(at => new Uid(chunk.First + (uint)at))))
                .Take(limit)];
        }
    }

    public IReadOnlyList<GoneMessage> LoadHeld()
    {
        lock (_gate)
            return _statements.SelectHeld.ReadAll(row => GoneRow.Read(row, _words));
    }

    public IReadOnlyList<AwaitedArrival> LoadAwaited()
    {
        lock (_gate)
            return _statements.SelectAwaited.ReadAll(row => new AwaitedArrival(Keys.ToPlace(row.GetInt64(0)), Keys.ToTime(row.GetInt64(1)), row.GetString(2)));
    }

    public IReadOnlyList<MessagePlace> FindTwins(MessageIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.InternalDate is not { } date || (identity.EmailId is null && !identity.IsComplete))
            return [];
        lock (_gate)
        {
            return _statements.SelectTwins
                .With(Keys.Of(date), identity.EmailId, identity.MessageId, identity.Size)
                .ReadAll(row => Keys.ToPlace(row.GetInt64(0)));
        }
    }

    public string? FindThread(string key)
    {
        lock (_gate)
            return _statements.SelectThread.With(key).ReadAll(row => row.GetString(0)) is [var thread, ..] ? thread : null;
    }

    public void Commit(StoreChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Transact(() => new ChangeWriter(_statements, _words, change).Run());
        _reached?.Invoke(StoreMoment.Committed);
        if (change.Events.Count > 0)
            _log.Announce();
    }

    public void Purge(DateTimeOffset before)
    {
        for (var full = true; full;)
        {
            Transact(() =>
            {
                var gone = _statements.PurgeGone.With(Keys.Of(before), PurgeBatch).ReadAll(row => 1).Count;
                full = gone == PurgeBatch | _log.Purge(before, PurgeBatch) == PurgeBatch;
            });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _statements.Dispose();
            _connection.Dispose();
            _owner.Dispose();
        }
    }

    private void Transact(Action write)
    {
        lock (_gate)
        {
            _statements.SetSynchronous("FULL");
            _statements.Begin.Run();
            try
            {
                write();
                _reached?.Invoke(StoreMoment.Written);
                _statements.End.Run();
            }
            catch
            {
                _words.Forget();
                _statements.Undo.Run();
                throw;
            }
        }
    }
}
