using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>OBJECTID (RFC 8474).</summary>
[TestFixture]
internal sealed class ObjectIdTests
{
    [Test]
    public void A_message_keeps_its_id_in_copies_and_moves()
    {
        var bench = new ServerBench(ServerBench.With("OBJECTID"));
        bench.Deliver(2);
        var client = bench.Select();
        var id = Value(client.Say("b1 FETCH 2 EMAILID"), "EMAILID");
        client.Say("b2 COPY 2 Sent");
        client.Say("b3 MOVE 2 Trash");

        foreach (var mailbox in new[] { "Sent", "Trash" })
        {
            client.Say($"b4 SELECT {mailbox}");
            Assert.That(client.Say("b5 FETCH 1 EMAILID"), Does.StartWith($"* 1 FETCH (EMAILID ({id}))\n"));
            Assert.That(client.Say($"b6 UID SEARCH EMAILID {id}"), Does.StartWith("* SEARCH 1\n"));
            Assert.That(client.Say($"b7 UID SEARCH NOT EMAILID {id}"), Does.StartWith("* SEARCH\n"));
        }
    }

    [Test]
    public void A_replacement_is_another_message()
    {
        var bench = new ServerBench(ServerBench.With("OBJECTID", "REPLACE"));
        bench.Deliver(1);
        var client = bench.Select();
        var before = Value(client.Say("b1 FETCH 1 EMAILID"), "EMAILID");
        client.SayRaw("b2 REPLACE 1 INBOX {3+}\r\nnew\r\n");

        Assert.That(Value(client.Say("b3 FETCH 1 EMAILID"), "EMAILID"), Is.Not.EqualTo(before));
    }

    [Test]
    public void A_mailbox_keeps_its_id_when_it_is_renamed_and_gets_another_with_another_epoch()
    {
        var bench = new ServerBench(ServerBench.With("OBJECTID"));
        var client = bench.LogIn();
        var id = Value(client.Say("b1 CREATE Work"), "MAILBOXID");
        client.Say("b2 RENAME Work Office");

        Assert.That(client.Say("b3 STATUS Office (MAILBOXID)"), Does.StartWith($"* STATUS Office (MAILBOXID ({id}))\n"));
        Assert.That(client.Say("b4 SELECT Office"), Does.Contain($"* OK [MAILBOXID ({id})] Ok\n"));
        Assert.That(client.Say("b5 LIST \"\" Office RETURN (STATUS (MAILBOXID))"), Does.Contain($"(MAILBOXID ({id}))"));
        bench.Account.Store.Find(new MailboxName("Office"))!.Renumber(new UidValidity(99));
        Assert.That(client.Say("b6 STATUS Office (MAILBOXID)"), Does.Not.Contain($"({id})"));
        client.Say("b7 CREATE Work");
        Assert.That(client.Say("b8 STATUS Work (MAILBOXID)"), Does.Not.Contain($"({id})"));
    }

    [Test]
    public void Answers_belong_to_what_they_answer_wherever_that_is()
    {
        var bench = new ServerBench(ServerBench.With("OBJECTID"));
        bench.Deliver("Message-ID: <a@x>\r\nSubject: x\r\n\r\n");
        bench.Deliver("Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\nSubject: other\r\n\r\n", "Sent");
        bench.Deliver("Message-ID: <c@x>\r\nReferences: <a@x> <b@x>\r\n\r\n");
        bench.Deliver("Message-ID: <d@x>\r\nSubject: x\r\n\r\n");
        bench.Deliver("Message-ID: <f@x>\r\nIn-Reply-To: <e@x>\r\n\r\n");
        bench.Deliver("Message-ID: <e@x>\r\n\r\n");
        bench.Deliver("Subject: x\r\n\r\n");
        bench.Deliver("Subject: x\r\n\r\n");
        var client = bench.Select();

        var threads = client.Say("b1 FETCH 1:* THREADID").Split('\n')[..^1].Select(row => Value(row, "THREADID")).ToList();
        client.Say("b2 SELECT Sent");

        Assert.That(threads[1], Is.EqualTo(threads[0]));
        Assert.That(threads[4], Is.EqualTo(threads[3]), "the answer came first");
        Assert.That(threads.Distinct().Count(), Is.EqualTo(5));
        Assert.That(client.Say($"b3 UID SEARCH THREADID {threads[0]}"), Does.StartWith("* SEARCH 1\n"));
    }

    [Test]
    public void Generated_mail_knows_its_threads_without_being_made()
    {
        var bench = new ServerBench(ServerBench.With("OBJECTID"));
        var generator = new MailGenerator(7);
        bench.Inbox.AddAll(0, bench.Account.Store.NewMessages(300, index => (generator.Content(index), generator.DateOf(index))), FlagSet.Empty);
        var answer = Enumerable.Range(0, 300).First(index => generator.ParentOf(index) is not null);
        bench.Deliver($"Message-ID: <real@x>\r\nReferences: <{generator.MessageIdOf(0)}>\r\n\r\n");
        var client = bench.Select();

        var threads = client.Say("b1 FETCH 1:* THREADID").Split('\n')[..^1].Select(row => Value(row, "THREADID")).ToList();

        Assert.That(threads[answer], Is.EqualTo(threads[generator.ParentOf(answer)!.Value]));
        Assert.That(threads[300], Is.EqualTo(threads[0]));
        Assert.That(threads.Distinct().Count(), Is.GreaterThan(150));
    }

    [TestCase("FETCH 1 (EMAILID THREADID)")]
    [TestCase("SEARCH EMAILID M1")]
    [TestCase("STATUS INBOX (MAILBOXID)")]
    public void Who_does_not_offer_ids_has_none(string command)
    {
        var bench = new ServerBench();
        bench.Deliver(1);

        Assert.That(bench.Select().Say($"b1 {command}"), Does.StartWith("b1 BAD"));
    }

    [TestCase("SEARCH EMAILID \"M1\"")]
    [TestCase("SEARCH EMAILID M.1")]
    [TestCase("SEARCH THREADID")]
    public void What_is_no_id_is_bad(string command) =>
        Assert.That(new ServerBench(ServerBench.With("OBJECTID")).Select().Say($"b1 {command}"), Does.StartWith("b1 BAD"));

    private static string Value(string answer, string name)
    {
        var from = answer.IndexOf(name + " (", StringComparison.Ordinal) + name.Length + 2;
        return answer[from..answer.IndexOf(')', from)];
    }
}
