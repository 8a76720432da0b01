using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>CONTEXT=SEARCH and CONTEXT=SORT (RFC 5267).</summary>
[TestFixture]
internal sealed class SearchUpdateTests
{
    private readonly ServerBench _bench = new();
    private RawClient _client = null!;
    private RawClient _other = null!;

    public SearchUpdateTests()
    {
        foreach (var subject in new[] { "delta", "alpha", "echo", "bravo" })
            _bench.Deliver($"Subject: {subject}\r\n\r\nx\r\n");
    }

    [SetUp]
    public void Open()
    {
        _client = _bench.Select();
        _other = _bench.Select();
    }

    [TearDown]
    public void Close()
    {
        _client.HangUp();
        _other.HangUp();
    }

    [Test]
    public void A_result_is_told_what_joins_and_leaves_it()
    {
        Assert.That(_client.Say("s1 SEARCH RETURN (UPDATE ALL) FLAGGED"), Is.EqualTo("* ESEARCH (TAG \"s1\")\ns1 OK SEARCH completed"));
        Assert.That(_client.Say("s2 UID SEARCH RETURN (UPDATE COUNT) UNFLAGGED"), Is.EqualTo("* ESEARCH (TAG \"s2\") UID COUNT 4\ns2 OK UID SEARCH completed"));

        _other.Say("c1 STORE 2,4 +FLAGS.SILENT (\\Flagged)");

        Assert.That(_client.Say("n1 NOOP"), Does.EndWith("* ESEARCH (TAG \"s1\") ADDTO (0 2,4)\n* ESEARCH (TAG \"s2\") UID REMOVEFROM (0 2,4)\nn1 OK NOOP completed"));
        Assert.That(_client.Say("n2 NOOP"), Is.EqualTo("n2 OK NOOP completed"));
        _other.Say("c2 STORE 2,4 -FLAGS.SILENT (\\Flagged)");
    }

    [Test]
    public void What_the_client_does_itself_counts_too()
    {
        _client.Say("s1 SEARCH RETURN (UPDATE) DRAFT");

        Assert.That(_client.Say("n1 STORE 3 +FLAGS.SILENT (\\Draft)"), Is.EqualTo("* ESEARCH (TAG \"s1\") ADDTO (0 3)\nn1 OK STORE completed"));
        Assert.That(_client.Say("n2 STORE 3 -FLAGS.SILENT (\\Draft)"), Is.EqualTo("* ESEARCH (TAG \"s1\") REMOVEFROM (0 3)\nn2 OK STORE completed"));
    }

    [Test]
    public void A_message_joins_after_its_EXISTS_and_leaves_before_its_EXPUNGE()
    {
        _client.Say("s1 SEARCH RETURN (UPDATE) SUBJECT foxtrot");
        _bench.Deliver("Subject: foxtrot\r\n\r\nx\r\n");

        Assert.That(_client.Say("n1 NOOP"), Does.Match("^\\* 5 EXISTS\n\\* \\d RECENT\n\\* ESEARCH \\(TAG \"s1\"\\) ADDTO \\(0 5\\)\nn1 OK"));

        _bench.Inbox.Expunge(0, _bench.Inbox.Messages.Last().Uid);

        Assert.That(_client.Say("n2 SEARCH ALL"), Is.EqualTo("* SEARCH 1 2 3 4\nn2 OK SEARCH completed"), "EXPUNGE must wait, and so must this");
        Assert.That(_client.Say("n3 NOOP"), Does.StartWith("* ESEARCH (TAG \"s1\") REMOVEFROM (0 5)\n* 5 EXPUNGE\n"));
    }

    [Test]
    public void A_sorted_result_is_told_the_places()
    {
        Assert.That(_client.Say("s1 SORT RETURN (UPDATE) (SUBJECT) UTF-8 NOT KEYWORD x"), Does.StartWith("* ESEARCH (TAG \"s1\")\n"));

        Assert.That(_client.Say("n1 STORE 1:2 +FLAGS.SILENT (x)"), Does.Contain("* ESEARCH (TAG \"s1\") REMOVEFROM (3 1 1 2)\n"));
        Assert.That(_client.Say("n2 STORE 1:2 -FLAGS.SILENT (x)"), Does.Contain("* ESEARCH (TAG \"s1\") ADDTO (2 1 1 2)\n"));
    }

    [Test]
    public void An_idle_client_is_told_at_once()
    {
        _client.Say("s1 UID SEARCH RETURN (UPDATE) ANSWERED");
        _client.Say("i1 IDLE");

        _other.Say("c1 STORE 1 +FLAGS (\\Answered)");

        Assert.That(_client.Read(), Does.EndWith("* ESEARCH (TAG \"s1\") UID ADDTO (0 1)"));
        Assert.That(_client.Say("DONE"), Is.EqualTo("i1 OK IDLE completed"));
        _other.Say("c2 STORE 1 -FLAGS (\\Answered)");
    }

    [Test]
    public void Sequence_numbers_and_what_was_kept_count_as_they_were()
    {
        _client.Say("s0 SEARCH RETURN (SAVE) 3");
        _client.Say("s1 UID SEARCH RETURN (UPDATE) 2:3 UNDRAFT");
        _client.Say("s2 UID SEARCH RETURN (UPDATE) $ UNDRAFT");
        _client.Say("s3 SEARCH RETURN (SAVE) 1");

        Assert.That(
            _client.Say("n1 STORE 1:4 +FLAGS.SILENT (\\Draft)"),
            Does.StartWith("* ESEARCH (TAG \"s1\") UID REMOVEFROM (0 2:3)\n* ESEARCH (TAG \"s2\") UID REMOVEFROM (0 3)\nn1 OK"));
        _client.Say("n2 STORE 1:4 -FLAGS.SILENT (\\Draft)");
    }

    [Test]
    public void A_tag_can_be_used_once_and_given_back()
    {
        _client.Say("s1 SEARCH RETURN (UPDATE) SEEN");

        Assert.That(_client.Say("s1 SORT RETURN (UPDATE) (DATE) UTF-8 SEEN"), Does.StartWith("s1 BAD"));
        Assert.That(_client.Say("n1 CANCELUPDATE \"s1\""), Is.EqualTo("n1 OK CANCELUPDATE completed"));
        Assert.That(_client.Say("n2 CANCELUPDATE \"s1\""), Does.StartWith("n2 NO"));
        Assert.That(_client.Say("n3 CANCELUPDATE s1"), Does.StartWith("n3 BAD"));
        Assert.That(_client.Say("n4 STORE 1 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("n4 OK STORE completed"));
        _client.Say("n5 STORE 1 -FLAGS.SILENT (\\Seen)");
    }

    [Test]
    public void Too_many_updates_are_refused_and_the_search_is_answered()
    {
        for (var number = 1; number <= 10; number++)
            Assert.That(_client.Say($"s{number} SEARCH RETURN (UPDATE) SEEN"), Does.EndWith($"s{number} OK SEARCH completed"));

        var answer = _client.Say("t1 SEARCH RETURN (UPDATE COUNT) SEEN");

        Assert.That(answer, Does.StartWith("* ESEARCH (TAG \"t1\") COUNT 0\n* NO [NOUPDATE \"t1\"]"));
        Assert.That(answer, Does.EndWith("t1 OK SEARCH completed"));
    }

    [Test]
    public void Updates_end_with_the_selection()
    {
        _client.Say("s1 SEARCH RETURN (UPDATE) SEEN");
        _client.Say("n1 SELECT INBOX");

        Assert.That(_client.Say("n2 STORE 1 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("n2 OK STORE completed"));
        _client.Say("n3 STORE 1 -FLAGS.SILENT (\\Seen)");
    }
}
