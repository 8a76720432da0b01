using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>When one session learns that another expunged a message, and what it finds of that message until then, server by server.</summary>
[TestFixture]
internal sealed class ServerMatrixTests
{
    private static readonly string[] Commands =
        ["FETCH 1 (UID)", "STORE 1 +FLAGS (\\Flagged)", "SEARCH ALL", "UID FETCH 1 (UID)", "UID SEARCH ALL", "UID STORE 1 +FLAGS (\\Flagged)", "COPY 1 Sent", "NOOP", "CHECK", "IDLE", "NAMESPACE"];

    // Server            FETCH   STORE   SEARCH  U-FETCH  U-SEARCH U-STORE   COPY     NOOP     CHECK    IDLE     NAMESPACE
    [TestCase("Dovecot 2.3.19", "held", "held", "held", "after", "after", "after", "told", "told", "told", "told", "held")]
    [TestCase("Cyrus 3.6.1", "held", "held", "held", "after", "held", "before", "told", "told", "told", "told", "after")]
    [TestCase("Courier 5.0.13", "held", "held", "held", "held", "held", "after", "told", "told", "told", "told", "after")]
    [TestCase("hMailServer", "held", "held", "held", "after", "after", "after", "told", "told", "told", "told", "after")]
    [TestCase("Zimbra", "held", "held", "held", "after", "after", "after", "told", "told", "told", "told", "after")]
    [TestCase("gluon", "held", "held", "held", "held", "held", "held", "told", "told", "told", "told", "after")]
    [TestCase("James", "held", "held", "held", "after", "after", "after", "told", "told", "told", "told", "after")]
    public void An_expunge_is_told_with_or_held_back_by_each_command(string server, params string[] expected)
    {
        var seen = Commands.Select(command => When(Watcher(server).Say($"b1 {command}")));

        Assert.That(seen, Is.EqualTo(expected));
    }

    [TestCase("Dovecot 2.3.19", "* 2 FETCH (BODY[TEXT] NIL)", "b1 OK [EXPUNGEISSUED] Some messages were already expunged")]
    [TestCase("Cyrus 3.6.1", "Text 2", "b1 OK FETCH completed")]
    [TestCase("Courier 5.0.13", "* 2 FETCH (BODY[TEXT] {52}\nThis message is no longer available on the server.\n)", "b1 OK FETCH completed")]
    [TestCase("Zimbra", "b1 NO", "b1 NO All of the requested messages have been expunged")]
    [TestCase("gluon", "b1 OK", "b1 OK [EXPUNGEISSUED] Some messages were already expunged")]
    [TestCase("James", "b1 NO", "b1 NO [EXPUNGEISSUED] Some of the requested messages no longer exist")]
    public void The_text_of_a_gone_message_is(string server, string said, string completion)
    {
        var answer = Watcher(server).Say("b1 FETCH 2 (BODY.PEEK[TEXT])");

        Assert.That(answer, Does.Contain(said));
        Assert.That(answer.Split('\n')[^1], Is.EqualTo(completion));
    }

    [TestCase("Dovecot 2.3.19", "* 2 FETCH (FLAGS (\\Deleted \\Seen))\nb1 OK", "b1 OK STORE completed")]
    [TestCase("Cyrus 3.6.1", "b1 OK", "b1 OK STORE completed")]
    [TestCase("Courier 5.0.13", "b1 OK", "b1 OK STORE completed")]
    [TestCase("James", "b1 NO", "b1 NO [EXPUNGEISSUED] Some of the messages no longer exist")]
    public void Store_in_a_gone_message_is(string server, string said, string completion)
    {
        var answer = Watcher(server).Say("b1 STORE 2 +FLAGS (\\Seen)");

        Assert.That(answer, Does.StartWith(said));
        Assert.That(answer.Split('\n')[^1], Is.EqualTo(completion));
    }

    [TestCase("Dovecot 2.3.19", "* SEARCH 1 2 3 4")]
    [TestCase("Cyrus 3.6.1", "* SEARCH 1 3 4")]
    public void Search_finds_gone_messages_or_leaves_their_numbers_out(string server, string found)
    {
        Assert.That(Watcher(server).Say("b1 SEARCH ALL"), Does.StartWith(found + "\n"));
    }

    [TestCase("Dovecot 2.3.19", "* BYE IMAP session state is inconsistent, please relogin.")]
    [TestCase("Cyrus 3.6.1", "* 1 EXPUNGE\n* 1 EXPUNGE\nb1 OK NOOP completed")]
    public void A_session_whose_mailbox_is_deleted_hears(string server, string said)
    {
        var bench = new ServerBench(SeveralServers.Plan(server));
        bench.Deliver(2, "Sent");
        bench.Select("Sent").HangUp();
        var watcher = bench.Select("Sent");
        bench.LogIn().Say("c1 DELETE Sent");

        Assert.That(watcher.Say("b1 NOOP"), Is.EqualTo(said));
        if (watcher.Ended is null)
            Assert.That(watcher.Say("b2 FETCH 1 (UID)"), Is.EqualTo("b2 NO Mailbox does not exist"));
    }

    [TestCase("Dovecot 2.3.19", "b1 OK STORE completed", "b2 OK EXPUNGE completed", "c2 OK DELETE completed")]
    [TestCase("Courier 5.0.13", "* 1 FETCH (FLAGS ())\nb1 OK STORE completed", "b2 NO Mailbox is read-only", "c2 NO [CANNOT] The mailbox is open")]
    [TestCase("Cyrus 3.6.1", "b1 NO Mailbox is read-only", "b2 NO Mailbox is read-only", "c2 OK DELETE completed")]
    public void After_examine_a_change_is(string server, string stored, string expunged, string deleted)
    {
        var bench = new ServerBench(SeveralServers.Plan(server));
        bench.Deliver(1, "Sent");
        bench.Select("Sent").HangUp();
        var client = bench.LogIn();
        client.Say("b0 EXAMINE Sent");

        Assert.That(client.Say("b1 STORE 1 +FLAGS (\\Seen)"), Is.EqualTo(stored));
        Assert.That(client.Say("b2 EXPUNGE"), Is.EqualTo(expunged));
        Assert.That(client.Say("c2 DELETE Sent"), Is.EqualTo(deleted));
    }

    [Test]
    public void Every_server_of_the_table_is_a_profile()
    {
        Assert.That(SeveralServers.Names.Select(SeveralServers.Plan).ToList(), Has.Count.EqualTo(7));
    }

    /// <summary>A client that has four messages open, of which another one expunges the second.</summary>
    private static RawClient Watcher(string server)
    {
        var bench = new ServerBench(SeveralServers.Plan(server));
        bench.Deliver(4);
        bench.Select().HangUp();
        var watcher = bench.Select();
        var other = bench.Select();
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");
        return watcher;
    }

    private static string When(string answer)
    {
        var lines = answer.Split('\n');
        var expunge = Array.IndexOf(lines, "* 2 EXPUNGE");
        if (expunge < 0)
            return "held";
        // The flags of the gone message are news, too, and no data of the command.
        var data = Array.FindIndex(lines, line => line[0] == '*' && line != "* 2 EXPUNGE" && !line.Contains("EXISTS", StringComparison.Ordinal));
        return data < 0 ? "told" : expunge < data ? "before" : "after";
    }
}
