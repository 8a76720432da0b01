using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Runtime;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sessions;

/// <summary>What other sessions wait for while one does something long: counted in messages and octets, not in time.</summary>
[TestFixture]
internal sealed class LongCommandTests
{
    private const int Messages = 20_000;

    private SteppedLoop _loop = null!;
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private int _opened;
    private Mailbox _inbox = null!;
    private FakeImapServer _server = null!;

    [SetUp]
    public void Fill()
    {
        _loop = new SteppedLoop();
        _server = new FakeImapServer(ServerBench.Full, [], new VirtualTime(new PumpedLoop(), DateTimeOffset.UnixEpoch), _loop);
        var store = _server.AddAccount("user", new Secret("password")).Store;
        var content = new CountedContent(() => _opened++);
        _inbox = store.Find(MailboxName.Inbox)!;
        _inbox.AddAll(0, store.NewMessages(Messages, _ => (content, DateTimeOffset.UnixEpoch)), FlagSet.Empty);
        _opened = 0;
    }

    [TestCase("FETCH 1:* (UID FLAGS)")]
    [TestCase("SEARCH TEXT nowhere")]
    [TestCase("SEARCH SMALLER 1 KEYWORD nowhere")]
    [TestCase("FETCH 1:* (FLAGS) (CHANGEDSINCE 1000000)")]
    [TestCase("FETCH 1:* BODY.PEEK[TEXT]<5000.10>")]
    public void Another_sessions_noop_is_answered_long_before_a_long_command_ends(string command)
    {
        var (busy, other) = (LogIn(), LogIn());

        Say(busy, $"a3 {command}");
        Say(other, "b1 NOOP");
        var steps = StepsUntil(other, "b1 OK");

        Assert.That(steps, Is.LessThan(20));
        Assert.That(Left(busy), Does.Not.Contain("a3 OK"), "The long command is still under way.");
        Assert.That(Rest(busy), Does.Contain("a3 OK"));
    }

    [TestCase("SEARCH TEXT nowhere")]
    [TestCase("FETCH 1:* BODY.PEEK[TEXT]<5000.10>")]
    public void One_item_of_the_loop_opens_few_messages(string command)
    {
        var busy = LogIn();
        Say(busy, $"a3 {command}");

        var most = 0;
        for (var before = 0; _loop.Step(); before = _opened)
        {
            most = Math.Max(most, _opened - before);
            // A client that does not read is told no more.
            Left(busy);
        }

        Assert.That(_opened, Is.EqualTo(Messages));
        Assert.That(most, Is.InRange(1, 40));
    }

    [Test]
    public void A_search_goes_on_after_others_have_changed_what_it_looks_at()
    {
        var busy = LogIn();
        Say(busy, "a3 SEARCH UNSEEN");
        _loop.Step();
        _loop.Step();

        // Of the first messages it knows already; the last ones it has not seen yet.
        _inbox.AtOnce(() =>
        {
            foreach (var message in _inbox.Messages.TakeLast(100).ToList())
                _inbox.Expunge(0, message.Uid);
            foreach (var message in _inbox.Messages.TakeLast(100).ToList())
                _inbox.SetFlags(0, message, FlagSet.Of("\\Seen"));
        });

        var found = Rest(busy).Split("\r\n").Single(line => line.StartsWith("* SEARCH", StringComparison.Ordinal));
        Assert.That(found.Split(' ')[2..], Is.EqualTo(Enumerable.Range(1, Messages - 200).Select(number => $"{number}")));
    }

    [TestCase("SEARCH UNSEEN")]
    [TestCase("FETCH 1:* (UID FLAGS)")]
    public void A_long_command_ends_with_BYE_when_its_mailbox_goes_in_the_middle(string command)
    {
        var busy = LogIn();
        Say(busy, $"a3 {command}");
        _loop.Step();
        _loop.Step();

        _inbox.Renumber(_inbox.UidValidity.Next);

        var text = Rest(busy);
        Assert.That(text, Does.Contain("* BYE "));
        Assert.That(text, Does.Not.Contain("a3 OK"));
    }

    private Stream LogIn()
    {
        var client = _server.Connect();
        Say(client, "a1 LOGIN user password\r\na2 SELECT INBOX");
        _loop.RunUntilQuiet();
        Assert.That(Left(client), Does.Contain("a2 OK"));
        return client;
    }

    /// <summary>All that a client is told until the loop is quiet.</summary>
    private string Rest(Stream client)
    {
        var text = new StringBuilder(Left(client));
        while (_loop.Step())
            text.Append(Left(client));
        return text.ToString();
    }

    private static void Say(Stream client, string line) => client.Write(Encoding.ASCII.GetBytes(line + "\r\n"));

    private int StepsUntil(Stream client, string answer)
    {
        var text = "";
        for (var steps = 1; ; steps++)
        {
            Assert.That(_loop.Step(), Is.True, "The loop is quiet and there was no answer.");
            if ((text += Left(client)).Contains(answer, StringComparison.Ordinal))
                return steps;
        }
    }

    /// <summary>What has come and was not read yet.</summary>
    private string Left(Stream client)
    {
        var text = new StringBuilder();
        while (true)
        {
            using var now = new CancellationTokenSource();
            var read = client.ReadAsync(_buffer, now.Token);
            if (!read.IsCompleted)
            {
                now.Cancel();
                return text.ToString();
            }

            var count = read.Result;
            text.Append(Encoding.Latin1.GetString(_buffer, 0, count));
            if (count == 0)
                return text.ToString();
        }
    }

    /// <summary>Says when its bytes are asked for.</summary>
    private sealed class CountedContent(Action opened) : IMessageContent
    {
        private static readonly byte[] Mail = Encoding.ASCII.GetBytes("Subject: A subject\r\nFrom: a@example.test\r\n\r\nA body.\r\n");

        public ReadOnlyMemory<byte> Bytes
        {
            get
            {
                opened();
                return Mail;
            }
        }

        public uint Size => (uint)Mail.Length;
    }
}
