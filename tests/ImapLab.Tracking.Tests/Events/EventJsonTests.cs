using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Tests.Events;

[TestFixture]
internal sealed class EventJsonTests
{
    private static readonly DateTimeOffset Date = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Test]
    public void An_event_is_one_line_in_the_order_of_the_contract()
    {
        var told = Told(EventNames.MessageDeleted, new MessageDeletedData(MessageKey.Encode(1, new Uid(481)), new Uid(481)));

        Assert.That(EventJson.Write(told), Is.EqualTo(
            """{"account":"user@example.test","date":"2026-01-15T10:30:00.000Z","path":"INBOX","specialUse":"\\Inbox","event":"messageDeleted","eventId":"01J","data":{"id":"AAAAAQAAAeE","uid":481}}"""));
    }

    [TestCaseSource(nameof(Kinds))]
    public void What_is_written_is_read_again(TrackerEvent told)
    {
        Assert.That(EventJson.Read(EventJson.Write(told)), Is.EqualTo(told));
    }

    [Test]
    public void An_event_of_another_kind_keeps_its_data()
    {
        const string Line = """{"account":"a","date":"2026-01-15T10:30:00.000Z","event":"messageMoved","eventId":"1","data":{"uid":3,"x":[1,2]}}""";

        Assert.That(EventJson.Write(EventJson.Read(Line)), Is.EqualTo(Line));
    }

    [TestCase("{", "JSON")]
    [TestCase("[]", "object")]
    [TestCase("""{"data":{}}""", "\"event\"")]
    [TestCase("""{"event":"messageNew"}""", "\"data\"")]
    [TestCase("""{"event":"messageNew","data":{"uid":0}}""", "data.uid")]
    [TestCase("""{"event":"messageNew","data":{"uid":4294967296}}""", "data.uid")]
    [TestCase("""{"event":"x","date":"soon","data":{}}""", "ISO 8601")]
    public void What_is_no_event_is_refused_with_what_was_expected(string line, string expected)
    {
        Assert.That(() => EventJson.Read(line), Throws.InstanceOf<FormatException>().With.Message.Contains(expected));
    }

    [Test]
    public void Ids_sort_by_time_and_differ_by_place()
    {
        var first = EventId.Of("a", Date, 1);

        Assert.That(first, Has.Length.EqualTo(26));
        Assert.That(EventId.Of("a", Date, 2), Is.Not.EqualTo(first));
        Assert.That(string.CompareOrdinal(EventId.Of("a", Date.AddMilliseconds(1), 2), first), Is.Positive);
    }

    [TestCase("", TestName = "empty")]
    [TestCase("AAAAAQAAAA", TestName = "short")]
    [TestCase("AAAAAQAAAAA", TestName = "UID 0")]
    [TestCase("!!!!!!!!!!!", TestName = "not base64url")]
    public void A_text_that_is_no_id_has_no_uid(string text)
    {
        Assert.That(MessageKey.TryDecode(text), Is.Null);
    }

    [TestCase("messageMoved", """{"uid":4}""")]
    [TestCase("messageUpdated", """{"uid":4,"flags":[]}""")]
    [TestCase("messageMissing", """{"uid":4}""")]
    public void What_another_tracker_leaves_out_is_kept_as_it_came(string name, string data)
    {
        var read = EventJson.Read($$"""{"event":"{{name}}","data":{{data}}}""");

        Assert.That(read.Data, Is.EqualTo(new ForeignData(data)));
    }

    [Test]
    public void Flags_change_by_their_names_whatever_the_case()
    {
        var change = NameChange.Between(["\\Seen", "$Junk", "work"], ["\\seen", "Work", "Later"]);

        Assert.That(change, Is.EqualTo(new NameChange(["Later"], ["$Junk"], ["\\seen", "Work", "Later"])));
        Assert.That(NameChange.Between(["\\Seen", "a"], ["A", "\\Seen"]), Is.Null);
    }

    private static IEnumerable<TrackerEvent> Kinds() =>
    [
        Told(EventNames.AccountInitialized, new AccountInitializedData()) with { Path = null, SpecialUse = null },
        Told(EventNames.MessageNew, new MessageNewData("AAAAAQAAAAE", new Uid(1))),
        Told(EventNames.MessageNew, new MessageNewData("AAAAAQAAAAE", new Uid(uint.MaxValue))
        {
            EmailId = "M1",
            ThreadId = "T1",
            MessageId = "<a@b>",
            Subject = "Grüße \"zitiert\" \u0001 \\",
            From = new EventAddress("Ann", "ann@example.test"),
            Date = Date,
            Size = 5_000_000_000,
            Flags = ["\\Seen", "$Forwarded"],
        }),
        Told(EventNames.MessageDeleted, new MessageDeletedData("AAAAAQAAAAE", new Uid(1)) { EmailId = "M1", MessageId = "<a@b>" }),
        Told(EventNames.MessageNew, new MessageNewData("AAAAAQAAAAE", new Uid(1)) { Flags = NameSet.Empty, Labels = ["\\Inbox", "Work"] }),
        Told(EventNames.MessageDeleted, new MessageDeletedData("AAAAAQAAAAE", new Uid(1)) { Destroyed = false }),
        Told(EventNames.MessageMoved, new MessageMovedData("AAAAAgAAAAE", new Uid(1), "Work/Old", "AAAAAQAAAAk", new Uid(9), MoveEvidence.EmailId)
        {
            EmailId = "M1",
            ThreadId = "T1",
            MessageId = "<a@b>",
            Flags = ["\\Seen"],
            Labels = ["Work"],
        }),
        Told(EventNames.MessageMoved, new MessageMovedData("AAAAAgAAAAE", new Uid(1), "Work", "AAAAAQAAAAk", new Uid(9), MoveEvidence.MessageId)),
        Told(EventNames.MessageUpdated, new MessageUpdatedData("AAAAAQAAAAE", new Uid(1)) { Flags = new NameChange(["\\Seen"], ["$Junk"], ["\\Seen", "Work"]) }),
        Told(EventNames.MessageUpdated, new MessageUpdatedData("AAAAAQAAAAE", new Uid(1)) { Labels = new NameChange(["Work"], NameSet.Empty, ["Work"]) }),
        Told(EventNames.MailboxRenamed, new MailboxData("A/C", "C", null) { PreviousPath = "A/B" }),
        Told(EventNames.MailboxNew, new MailboxData("A/B", "B", null)),
        Told(EventNames.MailboxDeleted, new MailboxData("Sent", "Sent", "\\Sent")),
        Told(EventNames.MailboxReset, new MailboxResetData("A", "A", null, new UidValidity(2), new UidValidity(1), ResetReasons.UidValidityChange)),
        Told(EventNames.ConnectError, new ProblemData("refused", TimeSpan.FromMilliseconds(1500))),
        Told(EventNames.SyncWarning, new ProblemData("odd")),
    ];

    private static TrackerEvent Told(string name, EventData data) => new("user@example.test", Date, "INBOX", "\\Inbox", name, "01J", data);
}
