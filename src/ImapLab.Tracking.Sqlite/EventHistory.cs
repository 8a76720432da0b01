using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Ports;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>Reads the history of a state file, also while a tracker writes it. Nothing is changed.</summary>
public sealed class EventHistory : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;

    private EventHistory(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new Statements(connection);
    }

    /// <exception cref="StateFileException">There is none that this program can read.</exception>
    public static EventHistory Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new EventHistory(StateFile.OpenForReading(path));
    }

    /// <summary>The events that fit, in the order in which they were told; read as they are asked for.</summary>
    public IEnumerable<OutboxEntry> Find(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var select = _statements.Make($"""
            SELECT {EventRow.Columns} FROM event
            WHERE sequence >= $0 AND at >= $1 AND at < $2 ORDER BY sequence LIMIT 1000
            """);
        var from = query.FromSequence ?? 0;
        while (true)
        {
            var page = select.With(from, Since(query), Until(query)).ReadAll(EventRow.Read);
            foreach (var told in page.Where(told => Fits(query, told)))
                yield return told;
            if (page.Count == 0)
                yield break;
            from = page[^1].Sequence + 1;
        }
    }

    /// <summary>
    /// The messages that went, oldest first. Kinds and numbers of events do not matter to it.
    /// </summary>
    public IEnumerable<GoneMessage> FindGone(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = new Words(_statements);
        var select = _statements.Make($"""
            SELECT {GoneRow.Columns} FROM gone
            WHERE held = 0 AND (at, key) > ($0, $1) AND at < $2 ORDER BY at, key LIMIT 1000
            """);
        var (at, key) = (Since(query) - 1, long.MaxValue);
        while (true)
        {
            var page = select.With(at, key, Until(query)).ReadAll(row => GoneRow.Read(row, words));
            foreach (var gone in page.Where(gone => query.Folders.Count == 0 || FolderGlob.Matches(query.Folders, new MailboxName(gone.Path))))
                yield return gone;
            if (page.Count == 0)
                yield break;
            (at, key) = (Keys.Of(page[^1].At), Keys.Of(page[^1].Place));
        }
    }

    /// <summary>The sinks that were ever enrolled, and how far they are.</summary>
    public IReadOnlyList<SinkProgress> Sinks() => _statements.Make("""
        SELECT name, cursor,
            (SELECT count(*) FROM event WHERE sequence > cursor)
                + (SELECT count(*) FROM put_off WHERE sink = sink.id AND parked IS NULL),
            (SELECT count(*) FROM put_off WHERE sink = sink.id AND parked IS NOT NULL)
        FROM sink ORDER BY id
        """).ReadAll(row => new SinkProgress(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));

    /// <summary>The events that a sink was not given in the end, and why.</summary>
    public IReadOnlyList<ParkedEvent> Parked(string sink) => _statements.Make($"""
        SELECT {EventRow.Qualified}, parked FROM put_off JOIN event USING (sequence) JOIN sink ON sink.id = put_off.sink
        WHERE sink.name = $0 AND parked IS NOT NULL ORDER BY sequence
        """).With(sink).ReadAll(row => new ParkedEvent(EventRow.Read(row), row.GetString(7)));

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }

    private static long Since(EventQuery query) => query.Since is { } since ? Keys.Of(since) : long.MinValue + 1;

    private static long Until(EventQuery query) => query.Until is { } until ? Keys.Of(until) : long.MaxValue;

    private static bool Fits(EventQuery query, OutboxEntry told) =>
        (query.Events.Count == 0 || query.Events.Contains(told.Event, StringComparer.Ordinal))
        && (query.Folders.Count == 0 || (told.Path is { } path && FolderGlob.Matches(query.Folders, new MailboxName(path))));
}

/// <summary>How far a sink is.</summary>
/// <param name="Name">The name under which it is enrolled.</param>
/// <param name="Cursor">The number of the last event that it is past.</param>
/// <param name="Waiting">How many events it has still to take.</param>
/// <param name="Parked">How many were given up on.</param>
public sealed record SinkProgress(string Name, long Cursor, long Waiting, long Parked);

/// <summary>An event that was given up on, and why.</summary>
public sealed record ParkedEvent(OutboxEntry Entry, string Why);
