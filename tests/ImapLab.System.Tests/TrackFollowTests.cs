using ImapLab.Tracking.Events;
using MailKit;

namespace ImapLab.SystemTests;

[TestFixture]
internal sealed class TrackFollowTests
{
    [TestCase("maildir:~/mail")]
    [TestCase("mdbox:~/mail")]
    public async Task Every_change_is_told_once_across_kill_and_restart(string location)
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { Location = location });
        using var state = new TemporaryFolder();
        await using var hand = await Hand.ConnectAsync(server);
        var events = new List<TrackerEvent>();
        var m1 = await hand.DeliverAsync("INBOX", "m1");
        var m2 = await hand.DeliverAsync("INBOX", "m2");
        await hand.CreateAsync("Work");
        var w1 = await hand.DeliverAsync("Work", "w1");

        await using (var track = Start())
        {
            await track.AwaitAsync("the account is known", told => Has(told, "accountInitialized"));
            await hand.DeliverAsync("INBOX", "m3");
            await track.AwaitAsync("m3 is told", told => Has(told, "messageNew INBOX <m3@example.test>"));
            await hand.ExpungeAsync("INBOX", m2);
            await track.AwaitAsync("m2 is gone", told => Has(told, "messageDeleted INBOX <m2@example.test>"));
            await hand.CopyAsync("INBOX", "Work", m1);
            await track.AwaitAsync("the copy is told", told => Has(told, "messageNew Work <m1@example.test>"));
            await track.KillAsync();
        }

        await hand.DeliverAsync("INBOX", "m4");
        await hand.ExpungeAsync("INBOX", m1);
        await hand.CreateAsync("Keep");
        await hand.CopyAsync("Work", "Keep", w1);
        await hand.DeleteAsync("Work");
        await hand.CreateAsync("Work");
        await hand.CopyAsync("Keep", "Work", new UniqueId(1));
        await hand.DeliverAsync("Work", "w2");
        await using (var track = Start())
        {
            await track.AwaitAsync("the last of it is told", told => Has(told, "messageNew Keep <w1@example.test>"));
            await hand.DeleteAsync("Keep");
            await track.AwaitAsync("the folder is gone", told => Has(told, "mailboxDeleted Keep"));
            await hand.CreateAsync("Keep");
            await track.AwaitAsync("the folder is back", told => told.Count(one => Line(one) == "mailboxNew Keep") == 2);
            var (exitCode, took) = await track.TerminateAsync();
            Assert.That(exitCode, Is.Zero);
            Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(2)));
        }

        await hand.DeliverAsync("Keep", "k1");
        await using (var track = Start())
            await track.AwaitAsync("k1 is told", told => Has(told, "messageNew Keep <k1@example.test>"));

        // Folders are looked at in the order in which the server lists them, which differs between mail formats.
        Assert.That(ByFolder(events.Select(Line)), Is.EqualTo(ByFolder(
        [
            "accountInitialized",
            "messageNew INBOX <m3@example.test>",
            "messageDeleted INBOX <m2@example.test>",
            "messageNew Work <m1@example.test>",
            "mailboxNew Keep",
            "messageNew INBOX <m4@example.test>",
            "messageDeleted INBOX <m1@example.test>",
            "mailboxReset Work",
            "messageNew Work <w2@example.test>",
            "messageDeleted Work <m1@example.test>",
            "messageNew Keep <w1@example.test>",
            "mailboxDeleted Keep",
            "mailboxNew Keep",
            "messageNew Keep <k1@example.test>",
        ])));
        Assert.That(events.Select(told => told.EventId), Is.Unique);

        // A message's \Deleted is told only where the tracker happens to look between the mark and the expunge.
        TrackProcess Start() => TrackProcess.Start(server, state.File("state.db"), events, "--flags", "never");
    }

    private static bool Has(IReadOnlyList<TrackerEvent> told, string line) => told.Any(one => Line(one) == line);

    private static IEnumerable<string> ByFolder(IEnumerable<string> lines) => lines.OrderBy(line => line.Split(' ').ElementAtOrDefault(1), StringComparer.Ordinal);

    private static string Line(TrackerEvent told) => told.Data switch
    {
        MessageNewData message => $"{told.Event} {told.Path} {message.MessageId}",
        MessageDeletedData message => $"{told.Event} {told.Path} {message.MessageId}",
        _ => $"{told.Event} {told.Path}".TrimEnd(),
    };
}
