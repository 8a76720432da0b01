using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// The events of a state file, and how far sinks have got. What is written here is not forced to the disk: it survives
/// the death of the process, which is what it guards against; after a power cut the last events may be delivered once
/// more, with the same ids.
/// </summary>
internal sealed class SqliteEventLog(Statements statements, Lock gate, Action<StoreMoment>? reached) : IEventLog
{
    private readonly Dictionary<string, long> _sinks = new(StringComparer.Ordinal);

    public event Action? Grew;

    private Statement InsertSink => field ??= statements.Make("""
        INSERT INTO sink (name, cursor, enrolled) SELECT $0, last_sequence, 1 FROM account WHERE true
        ON CONFLICT (name) DO UPDATE SET enrolled = 1
        """);

    private Statement SelectSink => field ??= statements.Make("SELECT id FROM sink WHERE name = $0");

    private Statement SelectUntold => field ??= statements.Make(
        $"SELECT {EventRow.Columns} FROM event WHERE sequence > (SELECT cursor FROM sink WHERE id = $0) ORDER BY sequence LIMIT $1");

    private Statement UpdateCursor => field ??= statements.Make("UPDATE sink SET cursor = max(cursor, $1) WHERE id = $0");

    private Statement UpsertPutOff => field ??= statements.Make(
        "INSERT INTO put_off (sink, sequence, since) VALUES ($0, $1, $2) ON CONFLICT (sink, sequence) DO UPDATE SET since = $2");

    private Statement UpsertParked => field ??= statements.Make(
        "INSERT INTO put_off (sink, sequence, parked) VALUES ($0, $1, $2) ON CONFLICT (sink, sequence) DO UPDATE SET parked = $2");

    private Statement SelectLanes => field ??= statements.Make(
        "SELECT DISTINCT path FROM put_off JOIN event USING (sequence) WHERE sink = $0 AND parked IS NULL");

    private Statement SelectPutOff => field ??= statements.Make($"""
        SELECT {EventRow.Qualified}, since FROM put_off JOIN event USING (sequence)
        WHERE sink = $0 AND parked IS NULL AND path IS $1 ORDER BY sequence LIMIT 1
        """);

    private Statement DeletePutOff => field ??= statements.Make("DELETE FROM put_off WHERE sink = $0 AND sequence = $1");

    private Statement PurgeEvents => field ??= statements.Make("""
        DELETE FROM event WHERE sequence IN (
            SELECT sequence FROM event
            WHERE at < $0
                AND sequence <= coalesce((SELECT min(cursor) FROM sink WHERE enrolled = 1), 0)
                AND NOT EXISTS (
                    SELECT 1 FROM put_off JOIN sink ON sink.id = put_off.sink
                    WHERE put_off.sequence = event.sequence AND parked IS NULL AND enrolled = 1)
            ORDER BY at LIMIT $1)
        RETURNING 1
        """);

    private Statement PurgePutOff => field ??= statements.Make(
        "DELETE FROM put_off WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.sequence = put_off.sequence)");

    public void Enrol(string sink)
    {
        lock (gate)
        {
            statements.SetSynchronous("FULL");
            InsertSink.With(sink).Run();
            _sinks[sink] = SelectSink.With(sink).ReadAll(row => row.GetInt64(0))[0];
        }
    }

    public IReadOnlyList<OutboxEntry> LoadUntold(string sink, int limit)
    {
        lock (gate)
            return SelectUntold.With(_sinks[sink], limit).ReadAll(EventRow.Read);
    }

    public void Acknowledge(string sink, long sequence)
    {
        reached?.Invoke(StoreMoment.Taken);
        Write(id => UpdateCursor.With(id, sequence).Run(), sink);
        reached?.Invoke(StoreMoment.Acknowledged);
    }

    public void PutOff(string sink, long sequence, DateTimeOffset? since) => Write(
        id =>
        {
            UpsertPutOff.With(id, sequence, since is { } time ? Keys.Of(time) : null).Run();
            UpdateCursor.With(id, sequence).Run();
        },
        sink);

    public IReadOnlyList<string?> LoadLanes(string sink)
    {
        lock (gate)
            return SelectLanes.With(_sinks[sink]).ReadAll(row => row.IsDBNull(0) ? null : row.GetString(0));
    }

    public PutOffEvent? LoadPutOff(string sink, string? path)
    {
        lock (gate)
        {
            var found = SelectPutOff.With(_sinks[sink], path).ReadAll(row => new PutOffEvent(EventRow.Read(row), row.IsDBNull(7) ? null : Keys.ToTime(row.GetInt64(7))));
            return found.Count > 0 ? found[0] : null;
        }
    }

    public void Settle(string sink, long sequence)
    {
        reached?.Invoke(StoreMoment.Taken);
        Write(id => DeletePutOff.With(id, sequence).Run(), sink);
        reached?.Invoke(StoreMoment.Acknowledged);
    }

    public void Park(string sink, long sequence, string why) => Write(
        id =>
        {
            UpsertParked.With(id, sequence, why).Run();
            UpdateCursor.With(id, sequence).Run();
        },
        sink);

    /// <summary>Forgets events from before a time that no enrolled sink has still to take.</summary>
    /// <returns>How many went; as many as <paramref name="limit"/> where there may be more.</returns>
    public int Purge(DateTimeOffset before, int limit)
    {
        var purged = PurgeEvents.With(Keys.Of(before), limit).ReadAll(row => 1).Count;
        if (purged > 0)
            PurgePutOff.Run();
        return purged;
    }

    public void Announce() => Grew?.Invoke();

    private void Write(Action<long> write, string sink)
    {
        lock (gate)
        {
            statements.SetSynchronous("NORMAL");
            statements.Begin.Run();
            try
            {
                write(_sinks[sink]);
                statements.End.Run();
            }
            catch
            {
                statements.Undo.Run();
                throw;
            }
        }
    }
}
