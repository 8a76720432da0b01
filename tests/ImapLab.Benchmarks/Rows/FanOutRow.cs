namespace ImapLab.Benchmarks.Rows;

/// <summary>Fifty sessions idle on INBOX, another appends a message: until the last of the fifty is told.</summary>
internal sealed class FanOutRow(Target target) : BenchRow("idle", "IDLE fan-out to 50 sessions", "ms", target)
{
    private const int Sessions = 50;

    public override double Measure(Site site)
    {
        var idle = Enumerable.Range(0, Sessions).Select(_ => site.Select("INBOX")).ToList();
        foreach (var session in idle)
        {
            session.Send("IDLE");
            session.ReadUntil("+ "u8);
        }

        using var writer = site.LogIn();
        var append = Client.Mail.Appends(writer, "INBOX", site.Messages, 1);
        var took = Site.Time(() =>
        {
            writer.Send(append);
            foreach (var session in idle)
                session.ReadUntil(" EXISTS\r\n"u8);
        });
        writer.ReadCompletion();
        idle.ForEach(session => session.Dispose());
        return took;
    }
}
