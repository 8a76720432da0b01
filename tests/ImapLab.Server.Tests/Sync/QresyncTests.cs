using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>QRESYNC (RFC 7162 section 3.2). Ten messages are delivered at mod-sequences 3 to 12, as 2 is the mailbox's own making.</summary>
[TestFixture]
internal sealed class QresyncTests
{
    [Test]
    public void Its_words_are_bad_before_it_is_enabled()
    {
        var client = Bench().Select();

        Assert.That(client.Say("b1 UID FETCH 1:* (UID) (CHANGEDSINCE 1 VANISHED)"), Does.Contain("b1 BAD"));
        Assert.That(client.Say("b2 SELECT INBOX (QRESYNC (1 1))"), Does.EndWith("b2 BAD QRESYNC without ENABLE QRESYNC"));
        Assert.That(client.Say("b3 CHECK"), Does.StartWith("b3 BAD"), "a SELECT that fails leaves nothing selected");
    }

    [Test]
    public void Enable_tells_what_it_enabled_each_time()
    {
        var client = new ServerBench(SyncPlans.All).LogIn();

        Assert.That(client.Say("b1 ENABLE QRESYNC"), Is.EqualTo("* ENABLED QRESYNC\nb1 OK ENABLE completed"));
        Assert.That(client.Say("b2 ENABLE CONDSTORE X-OTHER QRESYNC"), Does.StartWith("* ENABLED CONDSTORE QRESYNC\n"));
        Assert.That(client.Say("b3 ENABLE X-OTHER"), Is.EqualTo("* ENABLED\nb3 OK ENABLE completed"));
    }

    [Test]
    public void Enable_may_do_so_without_a_word()
    {
        var client = new ServerBench(SyncPlans.Where(session => session with { TellsEnabled = false })).LogIn();

        Assert.That(client.Say("b1 ENABLE QRESYNC CONDSTORE"), Is.EqualTo("b1 OK ENABLE completed"));
        Assert.That(client.Say("b2 SELECT INBOX (QRESYNC (1 1))"), Does.Contain("b2 OK"), "it is enabled all the same");
    }

    [TestCase("(QRESYNC)")]
    [TestCase("(QRESYNC ())")]
    [TestCase("(QRESYNC (1))")]
    [TestCase("(QRESYNC (1 x))")]
    [TestCase("(QRESYNC (1 1 1:*))")]
    [TestCase("(QRESYNC (1 1 1:5 (1:2 1:3)))")]
    [TestCase("(QRESYNC (1 1 1:5 (2,1 3,4)))")]
    [TestCase("(QRESYNC (1 1 1:5 (1 *)))")]
    [TestCase("(QRESYNC (1 1 1:5 (1 1) 3))")]
    [TestCase("(QRESYNC (1 1) QRESYNC (1 2))")]
    [TestCase("(QRESYNC (1 1)) (QRESYNC (1 2))")]
    [TestCase("(CONDSTORE condstore)")]
    public void What_is_no_resync_is_bad(string parameters)
    {
        Assert.That(Client(Bench()).Say($"b1 SELECT INBOX {parameters}"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void Expunges_are_told_as_vanished_with_the_mod_sequence_that_the_client_now_knows()
    {
        var bench = Bench();
        var watcher = Client(bench, select: true);
        var client = Client(bench, select: true);
        client.Say("b1 STORE 2,4,5 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b2 EXPUNGE"), Is.EqualTo("* VANISHED 2,4:5\nb2 OK [HIGHESTMODSEQ 18] EXPUNGE completed"));
        Assert.That(client.Say("b3 EXPUNGE"), Is.EqualTo("b3 OK EXPUNGE completed"));
        Assert.That(watcher.Say("c1 NOOP"), Is.EqualTo("* VANISHED 2,4:5\nc1 OK [HIGHESTMODSEQ 18] NOOP completed"));
    }

    [Test]
    public void Move_and_uid_expunge_tell_vanished_and_close_tells_nothing()
    {
        var client = Client(Bench(), select: true);

        Assert.That(client.Say("b1 UID MOVE 7:8 Sent"), Does.EndWith("\n* VANISHED 7:8\nb1 OK [HIGHESTMODSEQ 14] UID MOVE completed"));
        client.Say("b2 STORE 1:2 +FLAGS.SILENT (\\Deleted)");
        Assert.That(client.Say("b3 UID EXPUNGE 1"), Is.EqualTo("* VANISHED 1\nb3 OK [HIGHESTMODSEQ 17] UID EXPUNGE completed"));
        Assert.That(client.Say("b4 CLOSE"), Is.EqualTo("b4 OK CLOSE completed"));
        Assert.That(client.Say("b5 SELECT INBOX"), Does.Contain("[HIGHESTMODSEQ 18]"));
    }

    [Test]
    public void While_an_expunge_is_held_back_a_lower_mod_sequence_is_told_than_that_of_the_flags()
    {
        var bench = Bench();
        var client = Client(bench, select: true);
        bench.Inbox.Expunge(0, new Uid(3));
        bench.Select().Say("c1 STORE 1 +FLAGS.SILENT (\\Seen)");

        Assert.That(client.Say("b1 FETCH 2 (UID)"), Is.EqualTo("* 2 FETCH (UID 2)\n* 1 FETCH (UID 1 MODSEQ (14) FLAGS (\\Seen))\nb1 OK [HIGHESTMODSEQ 12] FETCH completed"));
        Assert.That(client.Say("b2 NOOP"), Is.EqualTo("* VANISHED 3\nb2 OK NOOP completed"));
    }

    [Test]
    public void Select_tells_what_vanished_and_changed_since_the_last_visit()
    {
        var bench = Bench();
        var client = Client(bench);
        bench.Inbox.Expunge(0, new Uid(2));
        bench.Inbox.Expunge(0, new Uid(10));
        bench.Select().Say("c1 STORE 3 +FLAGS.SILENT (\\Flagged)");

        var answer = Reopen(client, bench, "13");

        Assert.That(answer, Does.EndWith("[HIGHESTMODSEQ 15] Highest\n* VANISHED (EARLIER) 10\n* 3 FETCH (UID 4 FLAGS (\\Flagged) MODSEQ (15))\nb1 OK [READ-WRITE] SELECT completed"));
        Assert.That(Reopen(client, bench, "15"), Does.EndWith("Highest\nb1 OK [READ-WRITE] SELECT completed"));
    }

    [TestCase("1 1:4", "* VANISHED (EARLIER) 2:4\n", "* 1 FETCH")]
    [TestCase("1 5:9", "* VANISHED (EARLIER) 8\n", "* 2 FETCH")]
    [TestCase("1 11:20", "", "")]
    public void Known_uids_bound_what_is_told(string parameters, string vanished, string firstRow)
    {
        var bench = Bench();
        var client = Client(bench);
        foreach (var uid in new uint[] { 2, 3, 4, 8 })
            bench.Inbox.Expunge(0, new Uid(uid));

        Assert.That(Reopen(client, bench, parameters), Does.Contain($"Highest\n{vanished}{firstRow}"));
    }

    [TestCase("(1,3 1,5)", "2:4,8", TestName = "The first pair holds")]
    [TestCase("(1,2,5 1,5,10)", "8", TestName = "The second pair holds")]
    [TestCase("(1:9 1:9)", "2:4,8", TestName = "A range holds at its first number alone")]
    [TestCase("(1:4,6 4:7,10)", "", TestName = "A range holds at its end, and one after it")]
    [TestCase("(1:2147483647 1:2147483647)", "2:4,8", TestName = "More pairs than there are messages")]
    [TestCase("(9 9)", "2:4,8", TestName = "A number above all messages")]
    public void Sequence_match_data_spares_the_client_what_it_knows(string match, string vanished)
    {
        var bench = Bench();
        var client = Client(bench);
        foreach (var uid in new uint[] { 2, 3, 4, 8 })
            bench.Inbox.Expunge(0, new Uid(uid));

        // Left are 1, 5, 6, 7, 9, 10 with the numbers 1 to 6.
        var answer = Reopen(client, bench, $"1 1:10 {match}");

        if (vanished.Length == 0)
            Assert.That(answer, Does.Not.Contain("VANISHED"));
        else
            Assert.That(answer, Does.Contain($"* VANISHED (EARLIER) {vanished}\n"));
    }

    [Test]
    public void Another_epoch_gets_no_changes()
    {
        var bench = Bench();
        bench.Inbox.Expunge(0, new Uid(2));

        Assert.That(Client(bench).Say("b1 SELECT INBOX (QRESYNC (99 1))"), Does.Not.Contain("VANISHED").And.Not.Contains("FETCH").And.Contains("b1 OK [READ-WRITE]"));
    }

    [Test]
    public void What_went_in_an_earlier_epoch_is_not_told_in_this_one()
    {
        var bench = Bench();
        bench.Inbox.Expunge(0, new Uid(9));
        bench.Inbox.Renumber(new UidValidity(777));
        bench.Inbox.Expunge(0, new Uid(1));

        var answer = Client(bench).Say("b1 SELECT INBOX (QRESYNC (777 1))");

        Assert.That(answer, Does.Contain("* VANISHED (EARLIER) 1\n* 1 FETCH (UID 2 ").And.Contains("* 8 FETCH (UID 9 "));
    }

    [Test]
    public void Uid_fetch_tells_what_vanished_of_its_set_before_the_rows()
    {
        var bench = Bench();
        foreach (var uid in new uint[] { 2, 9, 10 })
            bench.Inbox.Expunge(0, new Uid(uid));
        var client = Client(bench, select: true);

        Assert.That(client.Say("b1 UID FETCH 1:3 (UID) (CHANGEDSINCE 4 VANISHED)"), Is.EqualTo("* VANISHED (EARLIER) 2\n* 2 FETCH (UID 3 MODSEQ (5))\nb1 OK UID FETCH completed"));
        Assert.That(client.Say("b2 UID FETCH 8:* (UID) (CHANGEDSINCE 13 VANISHED)"), Is.EqualTo("* VANISHED (EARLIER) 9:10\nb2 OK UID FETCH completed"));
        Assert.That(client.Say("b3 UID FETCH 1:* (UID) (VANISHED CHANGEDSINCE 99)"), Is.EqualTo("b3 OK UID FETCH completed"));
    }

    [TestCase("FETCH 1:* (UID) (CHANGEDSINCE 1 VANISHED)")]
    [TestCase("UID FETCH 1:* (UID) (VANISHED)")]
    public void Vanished_stands_with_uid_fetch_and_changedsince_only(string command)
    {
        Assert.That(Client(Bench(), select: true).Say($"b1 {command}"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void A_message_that_the_client_still_has_a_number_for_never_vanished_earlier()
    {
        var bench = Bench();
        var client = Client(bench, select: true);
        bench.Inbox.Expunge(0, new Uid(2));

        Assert.That(
            client.Say("b1 UID FETCH 1:2 (UID) (CHANGEDSINCE 11 VANISHED)"),
            Is.EqualTo("* VANISHED 2\nb1 OK [HIGHESTMODSEQ 13] UID FETCH completed"));
    }

    [Test]
    public void A_message_that_came_and_went_unseen_is_told_to_those_who_ask_and_to_nobody_else()
    {
        var bench = Bench();
        var client = Client(bench, select: true);
        bench.Deliver(1);
        bench.Inbox.Expunge(0, new Uid(11));

        Assert.That(client.Say("b1 NOOP"), Does.Not.Contain("VANISHED"));
        Assert.That(client.Say("b2 UID FETCH 1:* (UID) (CHANGEDSINCE 12 VANISHED)"), Does.StartWith("* VANISHED (EARLIER) 11\n"));
    }

    [Test]
    public void An_idle_client_is_told_of_vanished_messages()
    {
        var bench = Bench();
        var client = Client(bench, select: true);
        client.Say("b1 IDLE");
        var other = bench.Select();
        other.Say("c1 STORE 1:3 +FLAGS.SILENT (\\Deleted)");
        client.Read();

        other.Say("c2 EXPUNGE");

        Assert.That(client.Read(), Is.EqualTo($"* VANISHED 1:3\n* OK [HIGHESTMODSEQ {bench.Inbox.Journal.Highest}] Highest"));
    }

    [Test]
    public void A_server_may_end_every_expunge_with_the_highest_mod_sequence()
    {
        var bench = new ServerBench(SyncPlans.Where(sessions => sessions with { ExpungeTellsHighestModSeq = true }));
        bench.Deliver(2);
        bench.Select().HangUp();
        var client = bench.Select();
        client.Say("b1 ENABLE CONDSTORE");
        client.Say("b2 STORE 1 +FLAGS.SILENT (\\Deleted)");

        Assert.That(client.Say("b3 EXPUNGE"), Is.EqualTo("* 1 EXPUNGE\nb3 OK [HIGHESTMODSEQ 6] EXPUNGE completed"));
        Assert.That(client.Say("b4 EXPUNGE"), Is.EqualTo("b4 OK EXPUNGE completed"));
    }

    [Test]
    public void A_client_that_resyncs_by_vanished_and_changes_has_the_mailbox_whatever_happened()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var bench = new ServerBench(SyncPlans.All);
            var random = new Random(seed);
            var client = Client(bench);
            var known = new SortedDictionary<uint, string>();
            ulong since = 1;
            for (var round = 0; round < 6; round++)
            {
                Happen(bench, random);
                var answer = client.Say($"b1 SELECT INBOX (QRESYNC ({bench.Inbox.UidValidity} {since}))");
                Fold(known, answer);
                since = ulong.Parse(answer.Split("HIGHESTMODSEQ ")[1].Split(']')[0]);

                Assert.That(known, Is.EqualTo(bench.Inbox.Messages.ToDictionary(message => message.Uid.Value, message => message.Flags.ToString())), $"seed {seed}, round {round}");
            }
        }
    }

    private static void Happen(ServerBench bench, Random random)
    {
        for (var times = random.Next(12); times > 0; times--)
        {
            var messages = bench.Inbox.Messages.ToList();
            switch (random.Next(3))
            {
                case 0 when messages.Count > 0:
                    bench.Inbox.Expunge(0, messages[random.Next(messages.Count)].Uid);
                    break;
                case 1 when messages.Count > 0:
                    var message = messages[random.Next(messages.Count)];
                    bench.Inbox.SetFlags(0, message, message.Flags.With((Protocol.Mail.SystemFlags)(1 << random.Next(5))));
                    break;
                default:
                    bench.Deliver(1);
                    break;
            }
        }
    }

    /// <summary>What a client does with the answer: it forgets what vanished and notes the flags of the rest.</summary>
    private static void Fold(SortedDictionary<uint, string> known, string answer)
    {
        foreach (var line in answer.Split('\n'))
        {
            if (line.StartsWith("* VANISHED (EARLIER) ", StringComparison.Ordinal))
            {
                var gone = SequenceSet.TryParse(line.AsSpan(21))!;
                foreach (var uid in known.Keys.Where(uid => gone.Contains(uid, uint.MaxValue)).ToList())
                    known.Remove(uid);
            }
            else if (line.Contains(" FETCH (UID ", StringComparison.Ordinal))
            {
                var flags = line.Split("FLAGS ")[1].Split(')')[0].Replace(" \\Recent", "", StringComparison.Ordinal).Replace("\\Recent", "", StringComparison.Ordinal);
                known[uint.Parse(line.Split("UID ")[1].Split(' ')[0])] = flags + ")";
            }
        }
    }

    private static string Reopen(RawClient client, ServerBench bench, string parameters) =>
        client.Say($"b1 SELECT INBOX (QRESYNC ({bench.Inbox.UidValidity} {parameters}))");

    private static RawClient Client(ServerBench bench, bool select = false)
    {
        var client = bench.LogIn();
        client.Say("a1 ENABLE QRESYNC");
        if (select)
            client.Say("a2 SELECT INBOX");
        return client;
    }

    private static ServerBench Bench()
    {
        var bench = new ServerBench(SyncPlans.All);
        bench.Deliver(10);
        // Somebody else has seen them before: none is \Recent.
        bench.Select().HangUp();
        return bench;
    }
}
