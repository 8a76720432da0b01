using ImapLab.Benchmarks.Client;

namespace ImapLab.Benchmarks.Rows;

/// <summary>
/// APPENDs of 400 octets to one mailbox, sent without waiting. A server that makes each safe on disk gets fewer of them, so that the row ends in
/// seconds; both figures are rates.
/// </summary>
internal sealed class AppendRow(Target target) : BenchRow("append", "APPEND, pipelined", "/s", target)
{
    private const int Many = 50_000;
    private const int Few = 1_000;

    public override double Measure(Site site)
    {
        var count = site.Server is Servers.DovecotBenchServer ? Few : Many;
        var mailbox = site.NewMailbox();
        using var session = site.LogIn();
        var appends = Mail.Appends(session, mailbox, 0, count);
        var took = Site.Time(() =>
        {
            // The answers are read meanwhile: a server need not keep them for a client that only talks.
            var sender = new Thread(() => session.Send(appends));
            sender.Start();
            session.ReadCompletions(count);
            sender.Join();
        });
        session.Run($"DELETE {mailbox}");
        return count / took * 1000;
    }
}
