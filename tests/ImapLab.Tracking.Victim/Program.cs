using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Tracking.Victim;

/// <summary>
/// Lives through a <see cref="Story"/> with a state file, and kills itself, as <c>kill -9</c> does, at the moment it is
/// told: <c>FOLDER SEED MOMENT</c>. Two sinks note what they are given; the second one puts every third event off first.
/// </summary>
internal static class Program
{
    private static int _left;

    public static int Main(string[] arguments)
    {
        var folder = arguments[0];
        var story = new Story(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        _left = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        using var store = SqliteTrackerStore.Open(Path.Combine(folder, "state.db"), Reach);
        foreach (var sink in (string[])["plain", "fussy"])
            store.Log.Enrol(sink);
        Deliver(store.Log, folder);
        var done = (int)(store.Load().Folders.SingleOrDefault(record => record.Number == 1)?.Counters.HighestModSeq?.Value ?? 0);
        for (var step = done; step < Story.Steps; step++)
        {
            store.Commit(story.Change(step));
            Deliver(store.Log, folder);
        }

        return 0;
    }

    private static void Deliver(IEventLog log, string folder)
    {
        foreach (var told in log.LoadUntold("plain", 100))
        {
            Note(folder, "plain", told.Sequence);
            log.Acknowledge("plain", told.Sequence);
        }

        foreach (var told in log.LoadUntold("fussy", 100))
        {
            if (told.Sequence % 3 == 0)
            {
                log.PutOff("fussy", told.Sequence, told.At);
                continue;
            }

            Note(folder, "fussy", told.Sequence);
            log.Acknowledge("fussy", told.Sequence);
        }

        while (log.LoadPutOff("fussy", "INBOX") is { } waiting)
        {
            Note(folder, "fussy", waiting.Entry.Sequence);
            log.Settle("fussy", waiting.Entry.Sequence);
        }
    }

    /// <summary>What a consumer took stays with it, whatever becomes of us.</summary>
    private static void Note(string folder, string sink, long sequence) =>
        File.AppendAllText(Path.Combine(folder, sink), string.Create(CultureInfo.InvariantCulture, $"{sequence}\n"), Encoding.ASCII);

    private static void Reach(StoreMoment moment)
    {
        if (--_left != 0)
            return;
        Console.Out.WriteLine(moment);
        Console.Out.Flush();
        Process.GetCurrentProcess().Kill();
        // The signal may take a moment, and nothing more may happen in it.
        new ManualResetEvent(false).WaitOne();
    }
}
