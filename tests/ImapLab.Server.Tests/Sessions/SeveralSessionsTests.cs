using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Quirks;
using ImapLab.Server.Seams;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>What one client learns of another's changes, and when (RFC 9051 section 7.5.1, RFC 2180).</summary>
[TestFixture]
internal sealed class SeveralSessionsTests
{
    [Test]
    public void An_idle_client_is_told_of_expunges_by_numbers_that_shift()
    {
        var bench = new ServerBench();
        bench.Deliver(6);
        var watcher = bench.Select();
        Assert.That(watcher.Say("b1 IDLE"), Is.EqualTo("+ idling"));
        var other = bench.Select();
        other.Say("c1 STORE 4:6 +FLAGS.SILENT (\\Deleted)");
        watcher.Read();

        other.Say("c2 EXPUNGE");

        Assert.That(watcher.Read(), Is.EqualTo("* 4 EXPUNGE\n* 4 EXPUNGE\n* 4 EXPUNGE\n* 3 RECENT"));
        Assert.That(watcher.Say("DONE"), Is.EqualTo("b1 OK IDLE completed"));
    }

    [Test]
    public void An_idle_client_is_told_of_arrivals_and_of_flags()
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var watcher = bench.Select();
        watcher.Say("b1 IDLE");
        var other = bench.Select();

        other.Say("c1 STORE 1 +FLAGS (\\Seen)");
        bench.Deliver(2);

        Assert.That(watcher.Read(), Is.EqualTo("* 1 FETCH (FLAGS (\\Seen \\Recent))\n* 4 EXISTS\n* 4 RECENT"));
    }

    [Test]
    public void What_happened_between_select_and_idle_is_told_when_idle_begins()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var watcher = bench.Select();
        var other = bench.Select();
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");

        Assert.That(watcher.Say("b1 IDLE"), Is.EqualTo("+ idling\n* 2 EXPUNGE\n* 2 RECENT"));
    }

    [TestCase("STORE 1 +FLAGS.SILENT (\\Seen)")]
    [TestCase("SEARCH ALL")]
    [TestCase("FETCH 1 (UID)")]
    public void Expunge_is_withheld_while_a_command_uses_sequence_numbers(string command)
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var watcher = bench.Select();
        var other = bench.Select();
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");

        Assert.That(watcher.Say($"b1 {command}"), Does.Not.Contain("EXPUNGE"));
        Assert.That(watcher.Say("b2 NOOP"), Is.EqualTo("* 2 EXPUNGE\n* 2 RECENT\nb2 OK NOOP completed"));
    }

    [Test]
    public void An_arrival_is_told_even_while_an_expunge_is_withheld()
    {
        var bench = new ServerBench();
        bench.Deliver(3);
        var watcher = bench.Select();
        var other = bench.Select();
        other.Say("c1 STORE 2 +FLAGS.SILENT (\\Deleted)");
        other.Say("c2 EXPUNGE");
        bench.Deliver(1);

        Assert.That(watcher.Say("b1 STORE 1 +FLAGS.SILENT (\\Seen)"), Is.EqualTo("* 4 EXISTS\n* 4 RECENT\nb1 OK STORE completed"));
        Assert.That(watcher.Say("b2 NOOP"), Does.StartWith("* 2 EXPUNGE\n"));
    }

    [Test]
    public void A_message_that_came_and_went_between_two_looks_is_not_told()
    {
        var bench = new ServerBench();
        bench.Deliver(1);
        var watcher = bench.Select();
        bench.Deliver(1);
        bench.Inbox.Expunge(0, bench.Inbox.Messages.Last().Uid);

        Assert.That(watcher.Say("b1 NOOP"), Is.EqualTo("b1 OK NOOP completed"));
    }

    [Test]
    public void A_client_is_not_told_again_of_its_own_store()
    {
        var bench = new ServerBench();
        bench.Deliver(1);
        var client = bench.Select();

        Assert.That(client.Say("b1 STORE 1 +FLAGS (\\Flagged)"), Is.EqualTo("* 1 FETCH (FLAGS (\\Flagged \\Recent))\nb1 OK STORE completed"));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
    }

    [Test]
    public void Recent_goes_to_the_first_session_that_opens_the_mailbox_for_writing()
    {
        var bench = new ServerBench();
        bench.Deliver(2);

        var looker = bench.LogIn();
        Assert.That(looker.Say("b1 EXAMINE INBOX"), Does.Contain("* 2 RECENT"));
        var first = bench.LogIn();
        Assert.That(first.Say("b1 SELECT INBOX"), Does.Contain("* 2 RECENT"));
        var second = bench.LogIn();
        Assert.That(second.Say("b1 SELECT INBOX"), Does.Contain("* 0 RECENT"));
    }

    [Test]
    public void A_session_whose_mailbox_is_deleted_is_told_goodbye()
    {
        var bench = new ServerBench();
        var watcher = bench.Select("Sent");
        var leaver = bench.Select("Sent");
        var chooser = bench.Select("Sent");
        var idler = bench.Select("Sent");
        idler.Say("b1 IDLE");
        bench.LogIn().Say("c1 DELETE Sent");

        Assert.That(idler.Read(), Does.StartWith("* BYE Mailbox is gone"));
        Assert.That(leaver.Say("b1 UNSELECT"), Is.EqualTo("b1 OK UNSELECT completed"));
        Assert.That(chooser.Say("b1 SELECT INBOX"), Does.Contain("b1 OK"));
        Assert.That(watcher.Say("b1 NOOP"), Does.StartWith("* BYE Mailbox is gone"));
        Assert.That(watcher.Ended, Is.EqualTo("end of stream"));
    }

    [Test]
    public void A_fetch_that_a_new_epoch_overtakes_tells_no_message_under_the_uid_of_another()
    {
        var bench = new ServerBench(quirks: new OnSecondRow());
        bench.Deliver(5);
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);
        var client = bench.Select();

        var answer = client.Say("b1 UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])");

        Assert.That(answer, Does.Contain("Message 3").And.Not.Contains("Message 5"));
        Assert.That(answer, Does.EndWith("* BYE Mailbox is gone, please log in again"));
        Assert.That(client.Ended, Is.EqualTo("end of stream"));
    }

    /// <summary>Renumbers the mailbox while its rows are being told.</summary>
    private sealed class OnSecondRow : Quirk, IReplyBehavior
    {
        private int _rows;

        public IEnumerable<Reply> Bend(SeamContext context, ImapCommand? cause, Reply reply)
        {
            if (reply is FetchReply && ++_rows == 2)
                context.View!.Mailbox.Renumber(context.Account!.Store.NextEpoch());
            return [reply];
        }
    }
}
