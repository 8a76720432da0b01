using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Tests.Commands;

[TestFixture]
[NonParallelizable]
internal sealed class EventsCommandTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private string _folder = null!;

    private string State => Path.Combine(_folder, "state.db");

    [OneTimeSetUp]
    public void Tell()
    {
        _folder = Directory.CreateTempSubdirectory("imaplab-events-").FullName;
        using var store = SqliteTrackerStore.Open(State);
        store.Log.Enrol("webhook https://example.test #00000000");
        var inbox = new FolderRecord(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, Counters.Unknown, new Uid(3));
        var work = new FolderRecord(2, new MailboxName("Work/ä"), '/', FolderRole.None, true, Counters.Unknown, new Uid(3));
        var uid = new Uid(1);
        store.Commit(new StoreChange
        {
            Account = "u",
            At = Now.AddHours(1),
            Folders = [new FolderChange(inbox) { Added = [new(uid, new MessageIdentity("<m1@example.test>", 77, Now, null))] }, new FolderChange(work)],
            Events =
            [
                Event(1, null, EventNames.AccountInitialized, new AccountInitializedData()),
                Event(2, inbox, EventNames.MessageNew, new MessageNewData(MessageKey.Encode(1, uid), uid) { MessageId = "<m1@example.test>", Subject = "Hi \u001b[2J", From = new EventAddress(null, "a@example.test") }),
                Event(3, work, EventNames.MailboxNew, new MailboxData("Work/ä", "ä", null)),
            ],
        });
        store.Commit(new StoreChange
        {
            At = Now.AddHours(4),
            Lost = [new Loss(1, [uid], DeletionProof.Listed)],
            Folders = [new FolderChange(inbox) { Removed = [uid] }],
            Events = [Event(4, inbox, EventNames.MessageDeleted, new MessageDeletedData(MessageKey.Encode(1, uid), uid) { MessageId = "<m1@example.test>" })],
        });
        store.Log.Acknowledge("webhook https://example.test #00000000", 2);
        store.Log.Park("webhook https://example.test #00000000", 3, "it answered 413.");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("1 2 3 4", new string[0])]
    [TestCase("1 2 3 4", new[] { "list" })]
    [TestCase("2 4", new[] { "--folder", "inbox" })]
    [TestCase("3", new[] { "--folder", "Work*" })]
    [TestCase("2 3 4", new[] { "--folder", "inbox", "*/?" })]
    [TestCase("4", new[] { "--event", "messageDeleted" })]
    [TestCase("2 4", new[] { "list", "--event", "messageDeleted", "--event", "messageNew" })]
    [TestCase("3 4", new[] { "--since", "3" })]
    [TestCase("2 3 4", new[] { "--since", "2026-01-15T12:30:00Z" })]
    [TestCase("2 3 4", new[] { "--since", "2026-01-15T13:30:00+01:00" })]
    [TestCase("1", new[] { "--until", "2026-01-15T12:30" })]
    [TestCase("2 3", new[] { "--since", "2026-01-15T12:30:00", "--until", "2026-01-15 14:30" })]
    [TestCase("", new[] { "--since", "2026-01-16" })]
    [TestCase("1 2 3 4", new[] { "--since", "30000d" })]
    public async Task Events_are_chosen_by_folder_time_and_kind(string sequences, string[] arguments)
    {
        var (exitCode, output, error) = await CommandLine.RunAsync(["events", .. arguments, "--state", State]);

        Assert.That(exitCode, Is.Zero, error);
        var numbers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[0]);
        Assert.That(string.Join(' ', numbers), Is.EqualTo(sequences));
    }

    [Test]
    public async Task Json_is_what_was_told()
    {
        var (_, output, _) = await CommandLine.RunAsync("events", "--state", State, "--json", "--event", "messageNew");

        Assert.That(output.TrimEnd(), Does.StartWith("{\"account\":\"u\"").And.Contain("\"messageId\":\"<m1@example.test>\""));
        Assert.That(EventJson.Read(output).EventId, Is.EqualTo("e2"));
    }

    [Test]
    public async Task What_a_stranger_wrote_does_not_reach_the_terminal_as_it_is()
    {
        var (_, output, _) = await CommandLine.RunAsync("events", "--state", State, "--event", "messageNew");

        Assert.That(output, Does.Contain("Hi ?[2J").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task A_deleted_message_is_listed_with_what_was_known_of_it()
    {
        var (exitCode, output, _) = await CommandLine.RunAsync("events", "gone", "--state", State, "--folder", "INBOX", "--json");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.TrimEnd(), Is.EqualTo(
            "{\"path\":\"INBOX\",\"id\":\"AAAAAQAAAAE\",\"uid\":1,\"deletedAt\":\"2026-01-15T14:30:00Z\",\"lastSeen\":\"2026-01-15T11:30:00Z\",\"proof\":\"listed\",\"messageId\":\"<m1@example.test>\",\"size\":77,"
            + "\"internalDate\":\"2026-01-15T10:30:00Z\",\"subject\":\"Hi \\u001B[2J\",\"from\":\"a@example.test\"}"));
        Assert.That((await CommandLine.RunAsync("events", "gone", "--state", State, "--since", "2026-01-15T14:30:01Z")).Out, Is.Empty);
    }

    [Test]
    public async Task Sinks_say_what_waits_and_what_was_set_aside()
    {
        var (exitCode, output, _) = await CommandLine.RunAsync("events", "sinks", "--state", State);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("past event 3, 1 waiting, 1 set aside").And.Contain("mailboxNew").And.Contain("413"));
    }

    [Test]
    public async Task A_replay_to_stdout_is_what_was_told()
    {
        var (exitCode, output, _) = await CommandLine.RunAsync("events", "replay", "--state", State, "--since", "2", "--folder", "INBOX");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => EventJson.Read(line).EventId), Is.EqualTo((string[])["e2", "e4"]));
    }

    [TestCase("messageRead", new[] { "--event", "messageRead" })]
    [TestCase("messageDeleted", new[] { "--event", "messagedeleted" })]
    [TestCase("yesterday", new[] { "--since", "yesterday" })]
    [TestCase("2026-13-01", new[] { "--since", "2026-13-01" })]
    [TestCase("10x", new[] { "--until", "10x" })]
    [TestCase("--until 7", new[] { "--until", "7" })]
    [TestCase("earlier", new[] { "--since", "1h", "--until", "2h" })]
    [TestCase("--since", new[] { "replay" })]
    [TestCase("ftp://x.test/", new[] { "replay", "--since", "1", "--webhook", "ftp://x.test/" })]
    [TestCase("one URL", new[] { "replay", "--since", "1", "--webhook", "http://a.test/", "http://b.test/" })]
    [TestCase("/nowhere/secret", new[] { "replay", "--since", "1", "--webhook", "http://a.test/", "--webhook-secret-file", "/nowhere/secret" })]
    public async Task Bad_usage_ends_with_2_and_says_what_was_expected(string said, string[] arguments)
    {
        var (exitCode, output, error) = await CommandLine.RunAsync(["events", .. arguments, "--state", State]);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain(said));
        Assert.That(output, Is.Empty);
    }

    [TestCase("list")]
    [TestCase("gone")]
    [TestCase("sinks")]
    public async Task A_file_that_is_no_state_ends_with_2(string command)
    {
        using var diary = new TemporaryFile("Dear diary " + new string('x', 1000));

        var (exitCode, _, error) = await CommandLine.RunAsync("events", command, "--state", diary.Path);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain("not the state of a tracker"));

        (exitCode, _, error) = await CommandLine.RunAsync("events", command, "--state", diary.Path + "-nowhere");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain("does not exist"));
        Assert.That(File.Exists(diary.Path + "-nowhere"), Is.False);
    }

    [Test]
    public async Task Help_has_an_example()
    {
        var (exitCode, output, _) = await CommandLine.RunAsync("events", "--help");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("Example:").And.Contain("replay").And.Contain("--since"));
    }

    private static OutboxEntry Event(long sequence, FolderRecord? folder, string name, EventData data)
    {
        var told = new TrackerEvent("u", Now.AddHours(sequence), folder?.Name.Text, null, name, $"e{sequence}", data);
        var entry = new OutboxEntry(sequence, told.Date, name, told.Path, told.EventId, EventJson.Write(told));
        return data is MessageNewData message ? entry with { Message = new MessagePlace(folder!.Number, message.Uid) } : entry;
    }
}
