using ImapLab.Benchmarks.Client;
using ImapLab.Benchmarks.Reports;
using ImapLab.Benchmarks.Servers;

namespace ImapLab.Benchmarks.Scale;

/// <summary>What a client sees of a mailbox's size, and of another client that asks for all of it.</summary>
internal sealed class MailboxOnWire(BenchServer server, int size)
{
    private const int Repetitions = 200;

    public IEnumerable<(string Row, string Unit, double Value)> Measure()
    {
        using var client = LogIn();
        yield return ("SELECT", "ms", Median(client, _ => "SELECT INBOX"));
        yield return ("STATUS of all counters", "ms", Median(client, _ => "STATUS INBOX (MESSAGES UNSEEN RECENT UIDNEXT)"));
        var random = new Random(1);
        var doomed = Enumerable.Range(0, Repetitions * 2).Select(_ => random.Next(1, size + 1)).Distinct().Take(Repetitions).ToArray();
        foreach (var uid in doomed)
            client.Run($"UID STORE {uid} +FLAGS.SILENT (\\Deleted)");
        yield return ("UID EXPUNGE of one, told", "ms", Median(client, round => $"UID EXPUNGE {doomed[round % doomed.Length]}"));
        yield return ("NOOP, nobody else there", "ms", Median(client, _ => "NOOP"));
        foreach (var (what, command) in new[] { ("FETCH 1:* (UID FLAGS)", "FETCH 1:* (UID FLAGS)"), ("SEARCH that finds nothing", "SEARCH LARGER 10000000 KEYWORD none SMALLER 3") })
        {
            var (took, longest) = Beside(client, command);
            yield return (what, "ms", took);
            yield return ($"longest NOOP beside that {command.Split(' ')[0]}", "ms", longest);
        }
    }

    /// <summary>Another client asks for something that takes long; how long it took, and the longest NOOP that this one saw meanwhile.</summary>
    private (double Took, double Longest) Beside(RawConnection client, string command)
    {
        using var busy = LogIn();
        busy.Run("EXAMINE INBOX");
        var took = 0.0;
        var done = false;
        var longest = 0.0;
        var thread = new Thread(() =>
        {
            took = Site.Time(() => busy.Run(command));
            Volatile.Write(ref done, true);
        });
        thread.Start();
        while (!Volatile.Read(ref done))
            longest = Math.Max(longest, Site.Time(() => client.Run("NOOP")));
        thread.Join();
        return (took, longest);
    }

    private static double Median(RawConnection client, Func<int, string> command)
    {
        var figures = new Figures();
        for (var round = 0; round < Repetitions; round++)
        {
            var line = client.Line(command(round));
            figures.Add(Site.Time(() =>
            {
                client.Send(line);
                client.ReadCompletion();
            }));
        }

        return figures.Median;
    }

    private RawConnection LogIn()
    {
        var connection = new RawConnection("a1");
        connection.Open(server.EndPoint);
        connection.Run($"LOGIN {server.User} {server.Password}");
        return connection;
    }
}
