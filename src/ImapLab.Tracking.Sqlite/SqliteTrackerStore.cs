using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// A tracker's state in one SQLite file. A change is one transaction that is on the disk when <see cref="Commit"/>
/// returns; the file is locked while it is open, so that two trackers never write the same history.
/// </summary>
public sealed class SqliteTrackerStore : ITrackerStore
{
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;

    private SqliteTrackerStore(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new Statements(connection);
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="StateFileException">
    /// It is not a tracker's state, is damaged, was written by a later version, is in use, or cannot be opened. The file
    /// is then left as it is.
    /// </exception>
    public static SqliteTrackerStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SqliteTrackerStore(StateFile.Open(path));
    }

    public StoredAccount Load()
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

    public UidSequence LoadUids(int folderNumber) =>
        UidSequence.From(_statements.SelectUids.With(folderNumber).ReadAll(row => new Uid((uint)row.GetInt64(0))));

    public IReadOnlyDictionary<Uid, MessageIdentity> LoadIdentities(int folderNumber, IReadOnlyCollection<Uid> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        var found = new Dictionary<Uid, MessageIdentity>(uids.Count);
        foreach (var uid in uids)
        {
            foreach (var identity in _statements.SelectIdentity.With(folderNumber, (long)uid.Value).ReadAll(row => IdentityRow.Read(row, 0)))
                found[uid] = identity;
        }

        return found;
    }

    public IReadOnlyList<Uid> LoadUnidentified(int folderNumber, int limit) =>
        _statements.SelectUnidentified.With(folderNumber, limit).ReadAll(row => new Uid((uint)row.GetInt64(0)));

    public void Commit(StoreChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _statements.SetSynchronous("FULL");
        _statements.Begin.Run();
        try
        {
            Write(change);
            _statements.End.Run();
        }
        catch
        {
            _statements.Undo.Run();
            throw;
        }
    }

    public IReadOnlyList<OutboxEntry> LoadOutbox(int limit) =>
        _statements.SelectEvents.With(limit).ReadAll(row => new OutboxEntry(row.GetInt64(0), row.GetString(1), row.GetString(2)));

    /// <summary>
    /// Not forced to the disk: it survives the death of the process, which is what it guards against; after a power cut
    /// the last events may be told once more, with the same ids.
    /// </summary>
    public void Acknowledge(long sequence)
    {
        _statements.SetSynchronous("NORMAL");
        _statements.DeleteEvents.With(sequence).Run();
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }

    private void Write(StoreChange change)
    {
        _statements.UpdateAccount.With(change.Account, change.Initialized).Run();
        foreach (var number in change.RemovedFolders)
        {
            _statements.DeleteMessages.With(number).Run();
            _statements.DeleteFolder.With(number).Run();
        }

        foreach (var folder in change.Folders)
            Write(folder);
        foreach (var told in change.Events)
        {
            _statements.InsertEvent.With(told.Sequence, told.EventId, told.Json).Run();
            _statements.UpdateSequence.With(told.Sequence).Run();
        }
    }

    private void Write(FolderChange change)
    {
        var number = change.Folder.Number;
        FolderRow.Bind(_statements.UpsertFolder, change.Folder).Run();
        _statements.UpdateFolderNumber.With(number).Run();
        foreach (var uid in change.Removed)
            _statements.DeleteMessage.With(number, (long)uid.Value).Run();
        foreach (var message in change.Added)
            IdentityRow.Bind(_statements.UpsertMessage, number, message).Run();
        foreach (var message in change.Identified)
            IdentityRow.Bind(_statements.UpdateIdentity, number, message).Run();
    }
}
