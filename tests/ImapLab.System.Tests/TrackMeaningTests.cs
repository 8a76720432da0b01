using ImapLab.Tracking.Events;

namespace ImapLab.SystemTests;

/// <summary>What a change means is told as that: a move, flags, another name.</summary>
[TestFixture]
internal sealed class TrackMeaningTests
{
    [TestCase("maildir:~/mail")]
    [TestCase("mdbox:~/mail")]
    public async Task Moves_flags_and_renames_are_told_as_what_they_are(string location)
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { Location = location });
        using var state = new TemporaryFolder();
        await using var hand = await Hand.ConnectAsync(server);
        var events = new List<TrackerEvent>();
        var m1 = await hand.DeliverAsync("INBOX", "m1");
        var m2 = await hand.DeliverAsync("INBOX", "m2");
        await hand.CreateAsync("Work");
        await hand.DeliverAsync("Work", "w1");

        await using (var track = TrackProcess.Start(server, state.File("state.db"), events))
        {
            await track.AwaitAsync("the account is known", told => Has(told, "accountInitialized"));
            await hand.FlagAsync("INBOX", m2);
            await track.AwaitAsync("m2 has another flag", told => Has(told, "messageUpdated INBOX 2"));
            await hand.MoveAsync("INBOX", "Work", m1);
            await track.AwaitAsync("m1 moved", told => Has(told, "messageMoved Work <m1@example.test> from INBOX"));
            await track.KillAsync();
        }

        await hand.RenameAsync("Work", "Done");
        await hand.MoveAsync("INBOX", "Done", m2);
        await using (var track = TrackProcess.Start(server, state.File("state.db"), events))
            await track.AwaitAsync("m2 moved under the new name", told => Has(told, "messageMoved Done <m2@example.test> from INBOX"));

        Assert.That(events.Select(Line), Is.EqualTo((string[])
        [
            "accountInitialized", "messageUpdated INBOX 2", "messageMoved Work <m1@example.test> from INBOX", "mailboxRenamed Done from Work", "messageMoved Done <m2@example.test> from INBOX",
        ]));
    }

    private static bool Has(IReadOnlyList<TrackerEvent> told, string line) => told.Any(one => Line(one) == line);

    private static string Line(TrackerEvent told) => told.Data switch
    {
        MessageMovedData message => $"{told.Event} {told.Path} {message.MessageId} from {message.PreviousPath}",
        MessageUpdatedData message => $"{told.Event} {told.Path} {message.Uid}",
        MailboxData { PreviousPath: { } before } => $"{told.Event} {told.Path} from {before}",
        _ => $"{told.Event} {told.Path}".TrimEnd(),
    };
}
