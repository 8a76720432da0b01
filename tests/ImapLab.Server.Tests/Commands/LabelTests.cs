using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>Mailboxes that are labels, and X-GM-EXT-1.</summary>
[TestFixture]
internal sealed class LabelTests
{
    private static readonly FolderPlan[] Folders =
    [
        new(MailboxName.Inbox, FolderRole.Inbox, []),
        new(new MailboxName("All Mail"), FolderRole.All, []),
        new(new MailboxName("Drafts"), FolderRole.Drafts, []),
        new(new MailboxName("Important"), FolderRole.Important, []),
        new(new MailboxName("Sent"), FolderRole.Sent, []),
        new(new MailboxName("Spam"), FolderRole.Junk, []),
        new(new MailboxName("Starred"), FolderRole.Flagged, []),
        new(new MailboxName("Trash"), FolderRole.Trash, []),
        new(new MailboxName("Work"), FolderRole.None, []),
    ];

    [Test]
    public void What_arrives_is_among_all_mail_too()
    {
        var bench = Bench();
        bench.Deliver(2);

        Assert.That(In(bench, "All Mail"), Is.EqualTo([1, 2]));
        Assert.That(bench.Select().Say("b1 FETCH 2 (X-GM-MSGID X-GM-LABELS)"), Does.StartWith("* 2 FETCH (X-GM-MSGID 1800000000000000002 X-GM-LABELS ())\n"));
        Assert.That(bench.Select("\"All Mail\"").Say("b1 FETCH 2 (X-GM-MSGID X-GM-LABELS)"),
            Does.StartWith("* 2 FETCH (X-GM-MSGID 1800000000000000002 X-GM-LABELS (\"\\\\Inbox\"))\n"));
    }

    [TestCase("\"All Mail\"", "b1 NO [CANNOT]")]
    [TestCase("Trash", "b1 NO [CANNOT]")]
    [TestCase("Work", "b1 OK")]
    public void Folders_with_a_role_stay(string folder, string expected) =>
        Assert.That(Bench().LogIn().Say($"b1 DELETE {folder}"), Does.StartWith(expected));

    [Test]
    public void A_copy_puts_on_a_label_and_a_second_one_changes_nothing()
    {
        var bench = Bench();
        bench.Deliver(1);
        var client = bench.Select();

        Assert.That(client.Say("b1 COPY 1 Work"), Is.EqualTo("b1 OK [COPYUID 9 1 1] COPY completed"));
        Assert.That(client.Say("b2 COPY 1 Work"), Is.EqualTo("b2 OK [COPYUID 9 1 1] COPY completed"));
        Assert.That(In(bench, "Work"), Is.EqualTo([1]));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
        Assert.That(client.Say("b3 FETCH 1 X-GM-LABELS"), Does.StartWith("* 1 FETCH (X-GM-LABELS (Work))\n"));
    }

    [Test]
    public void A_move_takes_the_old_label_off()
    {
        var bench = Bench();
        bench.Deliver(2);
        var client = bench.Select();

        Assert.That(client.Say("b1 MOVE 1 Work"), Is.EqualTo("* OK [COPYUID 9 1 1] Moved UIDs\n* 1 EXPUNGE\n* 1 RECENT\nb1 OK MOVE completed"));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1, 2]));
        client.Say("b2 SELECT \"All Mail\"");
        Assert.That(client.Say("b3 MOVE 1 Sent"), Does.Not.Contain("EXPUNGE"));
        Assert.That(In(bench, "Sent"), Is.EqualTo([1]));
        Assert.That(In(bench, "Work"), Is.EqualTo([1]));
    }

    [Test]
    public void Flags_are_the_message_s_in_whatever_folder()
    {
        var bench = Bench();
        bench.Deliver(1);
        var (inbox, all) = (bench.Select(), bench.Select("\"All Mail\""));

        inbox.Say("b1 STORE 1 +FLAGS (\\Seen $Work)");

        Assert.That(all.Say("c1 NOOP"), Does.Contain("* 1 FETCH (FLAGS (\\Seen \\Recent $Work))\n"));
        all.Say("c2 STORE 1 -FLAGS (\\Seen)");
        Assert.That(inbox.Say("b2 FETCH 1 FLAGS"), Does.Contain("* 1 FETCH (FLAGS (\\Recent $Work))\n"));
    }

    [Test]
    public void A_star_is_a_flag_and_a_folder()
    {
        var bench = Bench();
        bench.Deliver(2);
        var client = bench.Select();

        client.Say("b1 STORE 1 +FLAGS (\\Flagged)");
        Assert.That(In(bench, "Starred"), Is.EqualTo([1]));
        client.Say("b2 COPY 2 Starred");
        Assert.That(client.Say("b3 FETCH 1:2 FLAGS"), Does.Contain("* 2 FETCH (FLAGS (\\Flagged \\Recent))\n"));
        client.Say("b4 STORE 1 -FLAGS (\\Flagged)");
        Assert.That(In(bench, "Starred"), Is.EqualTo([2]));
        client.Say("b5 SELECT Starred");
        client.Say("b6 STORE 1 +FLAGS (\\Deleted)");
        Assert.That(In(bench, "Starred"), Is.Empty);
        Assert.That(bench.Inbox.Messages.Last().Flags.IsEmpty, Is.True);
    }

    [Test]
    public void Who_changes_flags_by_a_label_is_told_so_too()
    {
        var bench = Bench();
        bench.Deliver(1);
        var client = bench.Select();

        Assert.That(client.Say("b1 COPY 1 Starred"), Is.EqualTo("* 1 FETCH (FLAGS (\\Flagged \\Recent))\nb1 OK [COPYUID 7 1 1] COPY completed"));
        client.Say("b2 SELECT \"All Mail\"");
        Assert.That(client.Say("b3 STORE 1 +FLAGS.SILENT (\\Deleted)"), Is.EqualTo("* 1 FETCH (FLAGS (\\Flagged \\Recent))\nb3 OK STORE completed"));
    }

    [TestCase(LastLabel.Archives, new[] { 1, 2 }, new int[0])]
    [TestCase(LastLabel.GoesToTrash, new[] { 2 }, new[] { 1 })]
    [TestCase(LastLabel.Deletes, new[] { 2 }, new int[0])]
    public void What_the_last_label_leaves(LastLabel rule, int[] all, int[] trash)
    {
        var bench = Bench(new LabelSemantics { LastLabel = rule });
        bench.Deliver(2);
        var client = bench.Select();

        Assert.That(client.Say("b1 UID STORE 1 +FLAGS (\\Deleted)"), Does.Contain("* 1 EXPUNGE\n"));

        Assert.That(In(bench, "INBOX"), Is.EqualTo([2]));
        Assert.That(In(bench, "All Mail"), Is.EqualTo(all));
        Assert.That(In(bench, "Trash"), Is.EqualTo(trash));
    }

    [Test]
    public void A_message_with_another_label_is_not_asked_for_the_last_one()
    {
        var bench = Bench(new LabelSemantics { LastLabel = LastLabel.Deletes });
        bench.Deliver(1);
        var client = bench.Select();
        client.Say("b1 COPY 1 Work");
        client.Say("b2 UID STORE 1 +FLAGS (\\Deleted)");

        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
        Assert.That(In(bench, "Work"), Is.EqualTo([1]));
    }

    [Test]
    public void Where_expunge_is_waited_for_deleted_is_a_mark_of_one_folder()
    {
        var bench = Bench(new LabelSemantics { ExpungesAtOnce = false });
        bench.Deliver(2);
        var client = bench.Select();

        Assert.That(client.Say("b1 STORE 1 +FLAGS (\\Deleted)"), Does.StartWith("* 1 FETCH (FLAGS (\\Deleted \\Recent))\n"));
        Assert.That(bench.Account.Store.Find(new MailboxName("All Mail"))!.Messages.First().Flags.IsEmpty, Is.True);
        Assert.That(client.Say("b2 EXPUNGE"), Does.StartWith("* 1 EXPUNGE\n"));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1, 2]));
    }

    [TestCase("COPY 1 Trash")]
    [TestCase("MOVE 1 Trash")]
    [TestCase("STORE 1 +X-GM-LABELS (\\Trash)")]
    public void In_the_trash_a_message_has_no_other_label(string command)
    {
        var bench = Bench();
        bench.Deliver(2);
        var client = bench.Select();
        client.Say("b1 COPY 1 Work");
        client.Say("b2 STORE 1 +FLAGS (\\Flagged)");

        Assert.That(client.Say($"b3 {command}"), Does.Contain("b3 OK"));

        Assert.That(client.Say("b4 NOOP") + client.Read(), Does.Not.Contain("BYE"));
        Assert.That(new[] { "INBOX", "All Mail", "Work", "Starred" }.SelectMany(folder => In(bench, folder)), Is.EqualTo([2, 2]));
        Assert.That(In(bench, "Trash"), Is.EqualTo([1]));
    }

    [Test]
    public void Out_of_the_trash_it_is_among_all_mail_again_and_in_the_trash_it_dies()
    {
        var bench = Bench();
        bench.Deliver(2);
        var client = bench.Select();
        client.Say("b1 MOVE 1:2 Trash");
        client.Say("b2 SELECT Trash");

        Assert.That(client.Say("b3 COPY 1 INBOX"), Does.Contain("* 1 EXPUNGE\n"));
        Assert.That(client.Say("b4 STORE 1 +FLAGS (\\Deleted)"), Does.Contain("b4 OK"));
        client.Say("b5 NOOP");

        Assert.That(In(bench, "Trash"), Is.Empty);
        Assert.That(In(bench, "INBOX"), Is.EqualTo([1]));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
    }

    [Test]
    public void All_mail_keeps_what_is_archived_there()
    {
        var bench = Bench();
        bench.Deliver(1);
        var client = bench.Select("\"All Mail\"");

        client.Say("b1 STORE 1 +FLAGS (\\Deleted)");

        Assert.That(client.Say("b2 FETCH 1 FLAGS"), Does.Contain("* 1 FETCH (FLAGS (\\Recent))\n"));
    }

    [Test]
    public void Labels_are_put_on_and_taken_off_by_name()
    {
        var bench = Bench();
        bench.Deliver(1);
        var client = bench.Select("\"All Mail\"");

        Assert.That(client.Say("b1 STORE 1 +X-GM-LABELS (Work \\Important \"New one\" Caf&AOk-)"), Is.EqualTo(
            "* 1 FETCH (X-GM-LABELS (\"\\\\Inbox\" Caf&AOk- \"\\\\Important\" \"New one\" Work))\nb1 OK STORE completed"));
        Assert.That(client.Say("b2 UID STORE 1 -X-GM-LABELS (\"\\\\Inbox\" Work nothing)"), Is.EqualTo(
            "* 1 FETCH (UID 1 X-GM-LABELS (Caf&AOk- \"\\\\Important\" \"New one\"))\nb2 OK UID STORE completed"));
        Assert.That(client.Say("b3 STORE 1 X-GM-LABELS.SILENT Work"), Is.EqualTo("b3 OK STORE completed"));
        Assert.That(client.Say("b4 FETCH 1 X-GM-LABELS"), Does.StartWith("* 1 FETCH (X-GM-LABELS (Work))\n"));
        Assert.That(client.Say("b5 LIST \"\" \"New one\""), Does.Contain("\"New one\""));
        Assert.That(client.Say("b6 STORE 1 X-GM-LABELS ()"), Does.StartWith("* 1 FETCH (X-GM-LABELS ())\n"));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
        Assert.That(client.Say("b7 STORE 1 +X-GM-LABELS (\\Nonsense)"), Does.StartWith("b7 BAD"));
    }

    [Test]
    public void Other_labels_in_place_of_those_told_leave_the_open_folder_s_own()
    {
        var bench = Bench();
        bench.Deliver(1);
        var client = bench.Select();
        client.Say("b1 COPY 1 Work");

        Assert.That(client.Say("b2 STORE 1 X-GM-LABELS (\\Important)"), Is.EqualTo("* 1 FETCH (X-GM-LABELS (\"\\\\Important\"))\nb2 OK STORE completed"));
        Assert.That(In(bench, "INBOX"), Is.EqualTo([1]));
        Assert.That(client.Say("b3 UID STORE 1 -X-GM-LABELS (\\Inbox)"), Does.Contain("* 1 EXPUNGE\n"));
        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
    }

    [Test]
    public void A_label_is_made_as_a_folder_is_or_not()
    {
        var bench = Bench(plan: plan => plan with { Limits = new ServerLimits { Mailboxes = Folders.Length + 1, MailboxName = 8 } });
        bench.Deliver(1);
        var client = bench.Select();
        bench.Account.Store.Find(new MailboxName("Work"))!.Access = Locked();

        Assert.That(client.Say("b1 STORE 1 +X-GM-LABELS (123456789)"), Does.StartWith("b1 NO [CANNOT]"));
        Assert.That(client.Say("b2 STORE 1 +X-GM-LABELS (Work)"), Does.StartWith("b2 NO [NOPERM]"));
        Assert.That(client.Say("b3 STORE 1 +X-GM-LABELS (one)"), Does.Contain("b3 OK"));
        Assert.That(client.Say("b4 STORE 1 +X-GM-LABELS (two)"), Does.StartWith("b4 NO [LIMIT]"));
        Assert.That(client.Say("b5 STORE 1 -X-GM-LABELS (two)"), Does.Contain("b5 OK"));

        static AccessList Locked()
        {
            var access = new AccessList("owner");
            access.Set("owner", MailboxRights.Lookup | MailboxRights.Read);
            return access;
        }
    }

    [Test]
    public void A_message_counts_once_for_a_quota_whatever_its_labels()
    {
        var bench = Bench(plan: plan => plan with
        {
            Capabilities = plan.Capabilities with { AfterLogin = [.. plan.Capabilities.AfterLogin, "QUOTA", "QUOTA=RES-MESSAGE"] },
            Quotas = [new QuotaPlan("") { Limits = new Dictionary<QuotaResource, ulong> { [QuotaResource.Message] = 3 } }],
        });
        bench.Deliver(3);
        var client = bench.Select();

        Assert.That(client.Say("b1 COPY 1:3 Work"), Does.Contain("b1 OK"));
        client.Say("b2 MOVE 2 Trash");
        Assert.That(client.Say("b3 GETQUOTA \"\""), Does.StartWith("* QUOTA \"\" (MESSAGE 3 3)\n"));
        Assert.That(client.SayRaw("b4 APPEND Work {12+}\r\nSubject: x\r\n\r\n"), Does.StartWith("b4 NO [OVERQUOTA]"));
    }

    [Test]
    public void What_is_appended_again_is_the_same_message()
    {
        var bench = Bench();
        var client = bench.Select();

        Assert.That(client.SayRaw("b1 APPEND Sent {12+}\r\nSubject: x\r\n\r\n"), Does.StartWith("b1 OK [APPENDUID 5 1]"));
        Assert.That(client.SayRaw("b2 APPEND INBOX (\\Seen) {12+}\r\nSubject: x\r\n\r\n"), Does.Contain("b2 OK [APPENDUID 1 1]"));
        Assert.That(client.SayRaw("b3 APPEND Sent {12+}\r\nSubject: x\r\n\r\n"), Does.StartWith("b3 OK [APPENDUID 5 2]"));

        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
        Assert.That(bench.Account.Store.Find(new MailboxName("Sent"))!.Messages.Select(message => message.Uid.Value), Is.EqualTo([1]));
        Assert.That(client.Say("b4 FETCH 1 (FLAGS X-GM-LABELS)"), Does.StartWith("* 1 FETCH (FLAGS (\\Seen \\Recent) X-GM-LABELS (\"\\\\Sent\"))\n"));
    }

    [Test]
    public void Threads_are_numbers_and_labels_and_queries_are_searched()
    {
        var bench = Bench();
        bench.Deliver("Message-ID: <a@x>\r\nFrom: ada@example.test\r\nSubject: Engine\r\n\r\nalpha\r\n");
        bench.Deliver("Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\nFrom: bob@example.test\r\nSubject: Re: Engine\r\n\r\nbeta gamma\r\n");
        bench.Deliver("Message-ID: <c@x>\r\nSubject: Tea\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nx\r\n--x\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\nx\r\n--x--\r\n");
        var client = bench.Select();
        client.Say("b1 STORE 2 +FLAGS (\\Seen)");
        client.Say("b2 COPY 3 Work");
        var threads = client.Say("b3 FETCH 1:3 X-GM-THRID").Split('\n')[..^1].Select(row => row.Split(' ')[^1].TrimEnd(')')).ToList();

        Assert.That(threads[0], Is.EqualTo(threads[1]).And.Not.EqualTo(threads[2]));
        Assert.That(ulong.Parse(threads[0], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(0));
        Assert.That(client.Say($"b4 SEARCH X-GM-THRID {threads[0]}"), Does.StartWith("* SEARCH 1 2\n"));
        Assert.That(client.Say("b5 SEARCH X-GM-MSGID 1800000000000000003"), Does.StartWith("* SEARCH 3\n"));
        Assert.That(client.Say("b6 SEARCH X-GM-LABELS Work"), Does.StartWith("* SEARCH 3\n"));
        Assert.That(client.Say("b7 SEARCH X-GM-LABELS \"\\\\Inbox\" NOT X-GM-LABELS (\\Sent)"), Does.StartWith("b7 BAD"));
        client.Say("b2 STORE 1 +X-GM-LABELS (Caf&AOk-)");
        Assert.That(client.Say("b9 SEARCH X-GM-LABELS Caf&AOk-"), Does.StartWith("* SEARCH 1\n"));
        Assert.That(client.SayRaw("b9 SEARCH CHARSET UTF-8 X-GM-LABELS {5+}\r\nCaf\u00c3\u00a9\r\n"), Does.StartWith("* SEARCH 1\n"));
        Assert.That(client.Say("b8 SEARCH NOT X-GM-LABELS \\Sent"), Does.StartWith("* SEARCH 1 2 3\n"));
    }

    [TestCase("from:ada", "1")]
    [TestCase("subject:engine -from:ada", "2")]
    [TestCase("from:ada OR from:bob", "1 2")]
    [TestCase("{from:ada from:bob} is:unread", "1")]
    [TestCase("is:read", "2")]
    [TestCase("(beta gamma)", "2")]
    [TestCase("\\\"beta gamma\\\"", "2")]
    [TestCase("has:attachment", "3")]
    [TestCase("filename:plan", "3")]
    [TestCase("filename:other", "")]
    [TestCase("label:Work", "3")]
    [TestCase("in:inbox", "1 2 3")]
    [TestCase("in:trash", "")]
    [TestCase("in:anywhere", "1 2 3")]
    [TestCase("rfc822msgid:b@x", "2")]
    [TestCase("after:2026/01/15 before:2026/01/16", "1 2 3")]
    [TestCase("older_than:1d", "")]
    [TestCase("newer_than:1d", "1 2 3")]
    [TestCase("larger:1K", "")]
    [TestCase("", "1 2 3")]
    [TestCase("nonsense:engine", "")]
    [TestCase(": - ) OR", "")]
    public void A_query_is_read_as_a_search_box_reads_it(string query, string expected)
    {
        var bench = Bench();
        bench.Deliver("Message-ID: <a@x>\r\nFrom: ada@example.test\r\nSubject: Engine\r\n\r\nalpha\r\n");
        bench.Deliver("Message-ID: <b@x>\r\nFrom: bob@example.test\r\nSubject: Re: Engine\r\n\r\nbeta gamma\r\n");
        bench.Deliver("Message-ID: <c@x>\r\nSubject: Tea\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nx\r\n--x\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\nx\r\n--x--\r\n");
        var client = bench.Select();
        client.Say("b1 STORE 2 +FLAGS (\\Seen)");
        client.Say("b2 COPY 3 Work");

        Assert.That(client.Say($"b3 SEARCH X-GM-RAW \"{query}\""), Does.StartWith($"* SEARCH{(expected.Length > 0 ? " " : "")}{expected}\n"));
    }

    [Test]
    public void A_query_nests_only_so_deep()
    {
        var client = Bench().Select();

        Assert.That(client.Say($"b1 SEARCH X-GM-RAW \"{new string('-', 5000)}x\""), Does.StartWith("b1 BAD"));
        Assert.That(client.Say($"b2 SEARCH X-GM-RAW \"{new string('(', 5000)}\""), Does.StartWith("b2 BAD"));
        Assert.That(client.Say($"b3 SEARCH X-GM-RAW \"{string.Concat(Enumerable.Repeat("a:", 5000))}\""), Does.StartWith("b3 BAD"));
    }

    [Test]
    public void A_label_that_is_deleted_leaves_its_mail_among_all_mail()
    {
        var bench = Bench(new LabelSemantics { LastLabel = LastLabel.Deletes });
        bench.Deliver(1, "Work");
        var client = bench.LogIn();

        client.Say("b1 DELETE Work");

        Assert.That(In(bench, "All Mail"), Is.EqualTo([1]));
    }

    [Test]
    public void Another_epoch_does_not_put_the_labels_out_of_step()
    {
        var bench = Bench();
        bench.Deliver(2);
        bench.Inbox.Renumber(new Protocol.Numbers.UidValidity(77));
        var client = bench.Select();

        client.Say("b1 STORE 2 +FLAGS (\\Seen)");

        Assert.That(bench.Account.Store.Find(new MailboxName("All Mail"))!.Messages.Select(message => message.Flags.ToString()), Is.EqualTo(["()", "(\\Seen)"]));
    }

    [TestCase("FETCH 1 X-GM-LABELS")]
    [TestCase("STORE 1 +X-GM-LABELS (x)")]
    [TestCase("SEARCH X-GM-RAW x")]
    public void Who_does_not_offer_labels_has_none(string command)
    {
        var bench = new ServerBench();
        bench.Deliver(1);

        Assert.That(bench.Select().Say($"b1 {command}"), Does.StartWith("b1 BAD"));
    }

    [Test]
    public void Labels_need_a_folder_of_all_mail_and_their_extension_needs_labels()
    {
        Assert.That(() => new ServerBench(ServerBench.With("X-GM-EXT-1")), Throws.ArgumentException.With.Message.Contains("X-GM-EXT-1"));
        Assert.That(() => new ServerBench(ServerBench.Full with { Semantics = new MailboxSemantics { Labels = new LabelSemantics() } }),
            Throws.ArgumentException.With.Message.Contains("role all"));
    }

    private static ServerBench Bench(LabelSemantics? labels = null, Func<ServerPlan, ServerPlan>? plan = null) => new((plan ?? (same => same))(ServerBench.With("X-GM-EXT-1") with
    {
        Folders = Folders,
        Semantics = new MailboxSemantics { Labels = labels ?? new LabelSemantics() },
    }));

    private static IEnumerable<int> In(ServerBench bench, string folder) =>
        bench.Account.Store.Find(new MailboxName(folder))!.Messages.Select(message => message.Number);
}
