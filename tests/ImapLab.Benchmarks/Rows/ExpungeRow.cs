namespace ImapLab.Benchmarks.Rows;

/// <summary>A copy of the whole INBOX is expunged while another session idles on it: until the last byte of the answer.</summary>
/// <param name="whole">Until the idle session knows it all, too.</param>
internal sealed class ExpungeRow(string id, string work, bool whole, Target target) : BenchRow(id, work, "ms", target)
{
    public override double Measure(Site site)
    {
        var mailbox = site.NewMailbox();
        site.Session.Run($"UID COPY 1:{site.Messages} {mailbox}");
        using var session = site.Select(mailbox);
        session.Run("STORE 1:* +FLAGS.SILENT (\\Deleted)");
        using var watcher = site.Select(mailbox);
        watcher.Send("IDLE");
        watcher.ReadUntil("+ "u8);
        var took = Site.Time(() =>
        {
            session.Run("EXPUNGE");
            if (whole)
                watcher.ReadUntil(" EXPUNGE\r\n"u8, site.Messages);
        });
        if (!whole)
            watcher.ReadUntil(" EXPUNGE\r\n"u8, site.Messages);
        watcher.Dispose();
        session.Run("CLOSE");
        session.Run($"DELETE {mailbox}");
        return took;
    }
}
