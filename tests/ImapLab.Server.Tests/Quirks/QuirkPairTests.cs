using ImapLab.Protocol.Mail;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Quirks;

/// <summary>Each quirk by a pair of transcripts: what is said without it, and with it.</summary>
[TestFixture]
internal sealed class QuirkPairTests
{
    [TestCase(false, "* LIST (\\HasNoChildren) \"/\" INBOX\n* STATUS INBOX (MESSAGES 0)")]
    [TestCase(true, "* LIST (\\HasNoChildren) \"/\" Inbox\n* STATUS Inbox (MESSAGES 0)")]
    public void Inbox_is_spelled(bool on, string expected)
    {
        var client = Bench(on, "list.inbox-spelled").LogIn();

        Assert.That(client.Say("b1 LIST \"\" INBOX RETURN (STATUS (MESSAGES))"), Is.EqualTo($"{expected}\nb1 OK LIST completed"));
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Contain("b2 OK"));
        Assert.That(client.Say("b3 SELECT Inbox"), Does.Contain("b3 OK"));
    }

    [TestCase(false, "(\\HasNoChildren \\Drafts)")]
    [TestCase(true, "(\\HasNoChildren)")]
    public void A_role_has_no_attribute(bool on, string expected)
    {
        var client = Bench(on, "list.role-without-attribute", ("role", "drafts")).LogIn();

        Assert.That(client.Say("b1 LIST \"\" Drafts"), Does.StartWith($"* LIST {expected} \"/\" Drafts\n"));
        Assert.That(client.Say("b2 LIST \"\" Sent"), Does.Contain("\\Sent"));
    }

    [TestCase(false, "* LIST (\\HasNoChildren \\Sent) \"/\" Sent\n* LIST (\\HasNoChildren \\Trash) \"/\" Trash")]
    [TestCase(true, "* LIST (\\HasNoChildren \\Trash) \"/\" \"Deleted Messages\"\n* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Messages\"")]
    public void Role_folders_have_the_providers_names(bool on, string expected)
    {
        var client = Bench(on, "folders.role-named", ("sent", "Sent Messages"), ("trash", "Deleted Messages")).LogIn();

        var answer = client.Say("b1 LIST \"\" *").Split('\n').Where(line => line.Contains("\\Sent", StringComparison.Ordinal) || line.Contains("\\Trash", StringComparison.Ordinal));

        Assert.That(string.Join('\n', answer), Is.EqualTo(expected));
    }

    [TestCase(false, "* SEARCH 2 3")]
    [TestCase(true, "* SEARCH")]
    public void Search_not_returns_nothing(bool on, string expected)
    {
        var client = Searched(Bench(on, "search.not-returns-empty"));

        Assert.That(client.Say("b1 SEARCH NOT SEEN"), Is.EqualTo($"{expected}\nb1 OK SEARCH completed"));
        Assert.That(client.Say("b2 SEARCH OR 1 (ALL NOT SEEN)"), on ? Is.EqualTo("* SEARCH\nb2 OK SEARCH completed") : Does.StartWith("* SEARCH 1 2 3"));
        Assert.That(client.Say("b3 SEARCH UNSEEN"), Does.StartWith("* SEARCH 2 3"));
        Assert.That(client.Say("b4 UID SEARCH RETURN (ALL) NOT SEEN"), on ? Does.StartWith("* ESEARCH (TAG \"b4\") UID\n") : Does.Contain("ALL 2:3"));
    }

    [TestCase(false, "* SEARCH 2 3")]
    [TestCase(true, "* SEARCH 1")]
    public void Search_not_is_ignored(bool on, string expected)
    {
        var client = Searched(Bench(on, "search.not-ignored"));

        Assert.That(client.Say("b1 SEARCH NOT SEEN"), Is.EqualTo($"{expected}\nb1 OK SEARCH completed"));
        Assert.That(client.Say("b2 SEARCH UNSEEN"), Does.StartWith("* SEARCH 2 3"));
    }

    [TestCase(false, "* 3 FETCH (UID 3)\nb1 OK UID FETCH completed")]
    [TestCase(true, "b1 OK UID FETCH completed")]
    public void A_range_above_the_last_uid_holds_it_or_nothing(bool on, string expected)
    {
        var bench = Bench(on, "uid.range-above-last-is-empty");
        bench.Deliver(3);
        var client = bench.Select();

        Assert.That(client.Say("b1 UID FETCH 4:* (UID)"), Is.EqualTo(expected));
        Assert.That(client.Say("b2 UID SEARCH UID *:9"), Does.StartWith(on ? "* SEARCH\n" : "* SEARCH 3\n"));
        Assert.That(client.Say("b3 UID FETCH 3:* (UID)"), Does.StartWith("* 3 FETCH"));
        Assert.That(client.Say("b4 UID FETCH * (UID)"), Does.StartWith("* 3 FETCH"));
    }

    [Test]
    public void Expunges_are_told_as_they_happen()
    {
        var (_, watcher, other) = Expunging(Bench(false, "announce.expunge-in-bursts"));

        other.Say("c2 UID EXPUNGE 3");
        Assert.That(watcher.Read(), Is.EqualTo("* 3 EXPUNGE"));
    }

    [TestCase("ascending", "* 2 EXPUNGE\n* 2 EXPUNGE\n* 3 EXPUNGE")]
    [TestCase("descending", "* 5 EXPUNGE\n* 3 EXPUNGE\n* 2 EXPUNGE")]
    public void Expunges_come_in_bursts(string order, string expected)
    {
        var (bench, watcher, other) = Expunging(Bench(true, "announce.expunge-in-bursts", ("every", "5"), ("order", order)));

        other.Say("c2 UID EXPUNGE 3");
        other.Say("c3 UID EXPUNGE 2,5");
        Assert.That(watcher.Read(), Is.Empty);
        bench.Deliver(1);
        Assert.That(watcher.Read(), Is.EqualTo("* 7 EXISTS\n* 1 RECENT"));
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(watcher.Read(), Is.EqualTo(expected));
    }

    [TestCase(false, "HIGHESTMODSEQ 6")]
    [TestCase(true, "HIGHESTMODSEQ 4")]
    public void Highestmodseq_moves_on_expunge_or_does_not(bool on, string expected)
    {
        var bench = Bench(on, "condstore.expunge-keeps-highestmodseq");
        bench.Deliver(2);
        var client = bench.Select();
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);
        bench.Inbox.Expunge(0, bench.Inbox.Messages.First().Uid);

        Assert.That(client.Say("b1 STATUS INBOX (HIGHESTMODSEQ)"), Does.Contain(expected));
        Assert.That(client.Say("b2 SELECT INBOX"), Does.Contain($"[{expected}]"));
    }

    [TestCase(false, "[UIDVALIDITY 1]")]
    [TestCase(true, "[UIDVALIDITY 5]")]
    public void Every_second_login_finds_a_new_epoch(bool on, string expected)
    {
        var bench = Bench(on, "uidvalidity.changes-on-login", ("every", "2"));
        bench.Deliver(2);
        Assert.That(bench.LogIn().Say("b1 SELECT INBOX"), Does.Contain("[UIDVALIDITY 1]"));

        Assert.That(bench.LogIn().Say("b1 SELECT INBOX"), Does.Contain(expected));
    }

    [TestCase(false, null)]
    [TestCase(true, "end of stream")]
    public void The_connection_is_closed_some_seconds_after_login(bool on, string? expected)
    {
        var bench = Bench(on, "connection.closes-after-login", ("seconds", "30"));
        var client = bench.LogIn();
        bench.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(client.Ended, Is.Null);
        client.Say("b1 IDLE");

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(client.Ended, Is.EqualTo(expected));
        Assert.That(client.Read(), Does.Not.Contain("BYE"));
    }

    [TestCase(false, "b1 OK LOGIN completed")]
    [TestCase(true, "* BYE See you\nb1 NO [LIMIT] LOGIN Rate limit hit.")]
    public void One_connection_more_than_the_limit_is_refused(bool on, string expected)
    {
        var bench = Bench(on, "connection.limit", ("max", "2"), ("refusal", "[LIMIT] LOGIN Rate limit hit."), ("bye", "See you"));
        bench.LogIn();
        var second = bench.LogIn();
        var third = bench.Connect();

        Assert.That(third.Say($"b1 LOGIN {ServerBench.User} {ServerBench.Password}"), Is.EqualTo(expected));
        Assert.That(third.Ended, on ? Is.EqualTo("end of stream") : Is.Null);

        second.HangUp();
        Assert.That(bench.Connect().Say("b1 AUTHENTICATE PLAIN AHVzZXJAZXhhbXBsZS50ZXN0AHBhc3N3b3Jk"), on ? Does.StartWith("b1 OK") : Does.Contain("OK"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_account_used_for_too_long_is_shut_out_for_a_while(bool on)
    {
        var bench = Bench(on, "connection.ban-after-use", ("after", "600"), ("for", "300"));
        var first = bench.LogIn();
        bench.Time.Advance(TimeSpan.FromSeconds(400));
        first.HangUp();
        bench.Time.Advance(TimeSpan.FromSeconds(1000));
        var second = bench.LogIn();
        bench.Time.Advance(TimeSpan.FromSeconds(199));
        Assert.That(second.Ended, Is.Null);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(second.Ended, on ? Is.EqualTo("end of stream") : Is.Null);
        Assert.That(LoginAnswer(bench), Does.StartWith(on ? "b1 NO [LIMIT]" : "b1 OK"));
        bench.Time.Advance(TimeSpan.FromSeconds(300));
        Assert.That(LoginAnswer(bench), Does.StartWith("b1 OK"));
    }

    [Test]
    public void A_ban_that_is_switched_on_does_not_count_who_was_there_before()
    {
        var bench = new ServerBench();
        var before = bench.LogIn();
        bench.Server.SwitchOn(Quirk("connection.ban-after-use", ("after", "600"), ("for", "300")));
        before.HangUp();
        var user = bench.LogIn();
        bench.Time.Advance(TimeSpan.FromSeconds(600));

        Assert.That(user.Ended, Is.EqualTo("end of stream"));
        Assert.That(LoginAnswer(bench), Does.StartWith("b1 NO [LIMIT]"));
    }

    [TestCase(false, "before", "fin", "* 1 FETCH (UID 1)\n* 2 FETCH (UID 2)\nb1 OK FETCH completed", null)]
    [TestCase(true, "before", "fin", "* 1 FETCH (UID 1)", "end of stream")]
    [TestCase(true, "after", "fin", "* 1 FETCH (UID 1)\n* 2 FETCH (UID 2)", "end of stream")]
    public void The_connection_is_cut_at_a_reply(bool on, string when, string by, string expected, string? ended)
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var client = bench.Select();
        if (on)
            bench.Server.SwitchOn(Quirk("fault.cut-at-reply", ("reply", "2"), ("when", when), ("by", by)));

        Assert.That(client.Say("b1 FETCH 1:2 (UID)"), Is.EqualTo(expected));
        Assert.That(client.Ended, Is.EqualTo(ended));
        Assert.That(bench.Select().Say("b1 NOOP"), Is.EqualTo("b1 OK NOOP completed"));
    }

    [TestCase("fin", "* 1 FETCH (U", "end of stream")]
    [TestCase("rst", "", "Connection reset by peer.")]
    public void The_connection_is_cut_at_a_byte(string by, string expected, string ended)
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var client = bench.Select();
        bench.Server.SwitchOn(Quirk("fault.cut-at-byte", ("bytes", "12"), ("by", by)));

        // A reset may overtake what was sent before it, on a real network as here.
        Assert.That(client.Say("b1 FETCH 1:2 (UID)"), Is.EqualTo(expected).Or.EqualTo("* 1 FETCH (U"));
        Assert.That(client.Ended, Is.EqualTo(ended));
    }

    [Test]
    public void Without_the_fault_nothing_is_cut()
    {
        var bench = new ServerBench();
        bench.Deliver(2);
        var client = bench.Select();
        bench.Server.SwitchOn(Quirk("fault.cut-at-byte", ("bytes", "12")));
        Assert.That(bench.Server.SwitchOff("fault.cut-at-byte"), Is.True);

        Assert.That(client.Say("b1 FETCH 1:2 (UID)"), Does.EndWith("b1 OK FETCH completed"));
        Assert.That(client.Ended, Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Slices_say_the_same(bool on)
    {
        var bench = Bench(on, "fault.sliced-writes", ("seed", "7"));
        bench.Deliver(3);

        Assert.That(bench.Select().Say("b1 FETCH 1:* (UID)"), Is.EqualTo("* 1 FETCH (UID 1)\n* 2 FETCH (UID 2)\n* 3 FETCH (UID 3)\nb1 OK FETCH completed"));
    }

    [Test]
    public void Every_quirk_says_what_it_does_and_where_it_was_seen()
    {
        Assert.That(QuirkCatalog.All, Has.Count.GreaterThanOrEqualTo(15));
        foreach (var quirk in QuirkCatalog.All)
        {
            Assert.That(new[] { quirk.Summary, quirk.Standard, quirk.Seen, quirk.Noticed }, Has.All.Length.GreaterThan(15), quirk.Id);
            Assert.That(quirk.Id, Does.Match("^[a-z]+\\.[a-z0-9-]+$"));
        }

        Assert.That(QuirkCatalog.All.Select(quirk => quirk.Id), Is.Unique);
    }

    [TestCase("connection.limit", "max", "ten", "connection.limit: max expects a whole number of at least 1, found \"ten\"")]
    [TestCase("connection.limit", "most", "1", "connection.limit: most is not a parameter of this quirk; it takes max, refusal, bye")]
    [TestCase("fault.cut-at-reply", "by", "rst", "fault.cut-at-reply: reply is missing")]
    [TestCase("list.inbox-spelled", "as", "Eingang", "list.inbox-spelled: as expects a spelling of INBOX, found \"Eingang\"")]
    public void A_wrong_parameter_is_told(string id, string name, string value, string expected) =>
        Assert.That(() => Quirk(id, (name, value)), Throws.TypeOf<QuirkArgumentException>().With.Message.EqualTo(expected));

    private static Quirk Quirk(string id, params (string Name, string Value)[] parameters) =>
        QuirkCatalog.Create(id, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value))
        ?? throw new AssertionException($"No quirk {id}.");

    private static ServerBench Bench(bool on, string id, params (string Name, string Value)[] parameters) =>
        on ? new ServerBench(ServerBench.Full, Quirk(id, parameters)) : new ServerBench();

    private static RawClient Searched(ServerBench bench)
    {
        bench.Deliver(3);
        var client = bench.Select();
        client.Say("b0 STORE 1 +FLAGS.SILENT (\\Seen)");
        return client;
    }

    private static (ServerBench Bench, RawClient Watcher, RawClient Other) Expunging(ServerBench bench)
    {
        bench.Deliver(6);
        var other = bench.Select();
        other.Say("c1 STORE 1:* +FLAGS.SILENT (\\Deleted)");
        var watcher = bench.Select();
        watcher.Say("b1 IDLE");
        return (bench, watcher, other);
    }

    private static string LoginAnswer(ServerBench bench)
    {
        var client = bench.Connect();
        var answer = client.Say($"b1 LOGIN {ServerBench.User} {ServerBench.Password}");
        client.HangUp();
        return answer;
    }
}
