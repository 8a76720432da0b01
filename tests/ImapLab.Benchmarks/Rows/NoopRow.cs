using ImapLab.Benchmarks.Client;

namespace ImapLab.Benchmarks.Rows;

/// <summary>Eight sessions with INBOX open, each with one NOOP under way at any time.</summary>
internal sealed class NoopRow(Target target) : BenchRow("noop", "NOOP round trips, 8 connections", "/s", target)
{
    private const int Connections = 8;
    private const int Rounds = 4000;

    public override double Measure(Site site)
    {
        var connections = Enumerable.Range(0, Connections).Select(_ => site.Select("INBOX")).ToArray();
        var noop = connections[0].Line("NOOP");
        var took = Site.Time(() => Drive(connections, noop));
        foreach (var connection in connections)
            connection.Dispose();
        return Connections * Rounds / took * 1000;
    }

    /// <summary>One thread goes round: by the time it is back at a connection, its answer is there. The client costs little that way.</summary>
    private static void Drive(RawConnection[] connections, byte[] noop)
    {
        foreach (var connection in connections)
            connection.Send(noop);
        for (var round = 1; round < Rounds; round++)
        {
            foreach (var connection in connections)
            {
                connection.ReadCompletion();
                connection.Send(noop);
            }
        }

        foreach (var connection in connections)
            connection.ReadCompletion();
    }
}
