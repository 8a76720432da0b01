using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

[TestFixture]
internal sealed class MetadataTests
{
    private static readonly ServerPlan Plan = FolderBench.With("METADATA", "LIST-METADATA", "LIST-EXTENDED") with
    {
        Metadata = new MetadataPlan { MaxSize = 1024, MaxEntries = 10, Server = new Dictionary<string, string> { ["/shared/admin"] = "mailto:postmaster@example.test" } },
    };

    [Test]
    public void What_is_set_is_there()
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say("b1 SETMETADATA INBOX (/private/comment \"mine\" /SHARED/Comment {6+}\r\na\r\nbc\n)"), Is.EqualTo("b1 OK SETMETADATA completed"));
        Assert.That(client.Say("b2 GETMETADATA INBOX (/private/comment /shared/comment /shared/other)"), Is.EqualTo(
            "* METADATA INBOX (/private/comment mine /shared/comment {6}\na\nbc\n /shared/other NIL)\nb2 OK GETMETADATA completed".Replace("comment mine", "comment \"mine\"", StringComparison.Ordinal)));
    }

    [Test]
    public void A_value_that_is_set_to_nothing_is_gone()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA INBOX (/private/comment \"mine\")");
        client.Say("b2 SETMETADATA INBOX (/private/comment NIL)");

        Assert.That(client.Say("b3 GETMETADATA INBOX /private/comment"), Does.StartWith("* METADATA INBOX (/private/comment NIL)\n"));
    }

    [TestCase("x", "\"x\"")]
    [TestCase("\"NIL\"", "\"NIL\"")]
    [TestCase("{3+}\r\nNIL", "\"NIL\"")]
    [TestCase("nil", "NIL")]
    [TestCase("\"\"", "\"\"")]
    public void A_value_may_be_an_atom_and_nothing_is_not_its_name(string value, string told)
    {
        var client = new ServerBench(Plan).LogIn();

        Assert.That(client.Say($"b1 SETMETADATA INBOX (/private/a {value})"), Does.StartWith("b1 OK"));
        Assert.That(client.Say("b2 GETMETADATA INBOX /private/a"), Does.StartWith($"* METADATA INBOX (/private/a {told})\n"));
    }

    [TestCase("DEPTH 0", "/private/a", "/private/a")]
    [TestCase("DEPTH 1", "/private/a", "/private/a /private/a/b")]
    [TestCase("DEPTH infinity", "/private/a", "/private/a /private/a/b /private/a/b/c")]
    [TestCase("DEPTH infinity", "/private", "/private/a /private/a/b /private/a/b/c /private/ab")]
    [TestCase("DEPTH 1", "/private", "/private/a /private/ab")]
    [TestCase("DEPTH 1", "/shared", "")]
    public void Depth_says_how_far_down(string option, string entry, string expected)
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA INBOX (/private/a \"1\" /private/a/b \"2\" /private/a/b/c \"3\" /private/ab \"4\")");

        foreach (var command in new[] { $"({option}) INBOX {entry}", $"INBOX ({option}) {entry}", $"INBOX ({option}) ({entry})" })
        {
            var told = client.Say($"b2 GETMETADATA {command}").Split(' ').Select(word => word.TrimStart('(')).Where(word => word.StartsWith('/'));
            Assert.That(string.Join(' ', told), Is.EqualTo(expected), command);
        }
    }

    [Test]
    public void Values_that_are_too_long_are_left_out_and_the_longest_is_told()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA INBOX (/private/a \"1\" /private/b \"22\" /private/c \"333\")");

        Assert.That(client.Say("b2 GETMETADATA (MAXSIZE 1) INBOX (/private/a /private/b /private/c)"), Is.EqualTo(
            "* METADATA INBOX (/private/a \"1\")\nb2 OK [METADATA LONGENTRIES 3] GETMETADATA completed"));
    }

    [TestCase("GETMETADATA INBOX comment", "BAD")]
    [TestCase("GETMETADATA INBOX /comment", "BAD")]
    [TestCase("GETMETADATA INBOX /private/com*", "BAD")]
    [TestCase("GETMETADATA INBOX /private/", "BAD")]
    [TestCase("GETMETADATA INBOX /private//a", "BAD")]
    [TestCase("GETMETADATA (DEPTH 2) INBOX /private/a", "BAD")]
    [TestCase("GETMETADATA (NONSENSE 2) INBOX /private/a", "BAD")]
    [TestCase("GETMETADATA (MAXSIZE x) INBOX /private/a", "BAD")]
    [TestCase("GETMETADATA Nope /private/a", "NO [NONEXISTENT]")]
    [TestCase("SETMETADATA Nope (/private/a \"1\")", "NO [NONEXISTENT]")]
    [TestCase("SETMETADATA INBOX (/private/a)", "BAD")]
    [TestCase("SETMETADATA INBOX ()", "BAD")]
    [TestCase("SETMETADATA \"\" (/shared/comment \"x\")", "NO [NOPERM]")]
    [TestCase("SETMETADATA \"\" (/shared/admin \"x\")", "NO [NOPERM]")]
    public void What_makes_no_sense_is_refused(string command, string expected) =>
        Assert.That(new ServerBench(Plan).LogIn().Say($"b1 {command}"), Does.StartWith($"b1 {expected}"));

    [Test]
    public void The_server_has_annotations_of_its_own()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA \"\" (/private/comment \"mine\")");

        Assert.That(client.Say("b2 GETMETADATA \"\" (/shared/admin /private/comment)"), Does.StartWith(
            "* METADATA \"\" (/shared/admin \"mailto:postmaster@example.test\" /private/comment \"mine\")\n"));
    }

    [Test]
    public void A_server_with_annotations_of_its_own_only_has_none_of_mailboxes()
    {
        var client = new ServerBench(FolderBench.With("METADATA-SERVER")).LogIn();

        Assert.That(client.Say("b1 GETMETADATA \"\" /shared/comment"), Does.StartWith("* METADATA"));
        Assert.That(client.Say("b2 GETMETADATA INBOX /shared/comment"), Does.StartWith("b2 NO [CANNOT]"));
    }

    [Test]
    public void All_entries_are_set_or_none()
    {
        var client = new ServerBench(Plan).LogIn();
        var long1025 = new string('x', 1025);

        Assert.That(client.Say($"b1 SETMETADATA INBOX (/private/a \"1\" /private/b {{1025+}}\r\n{long1025})"), Does.StartWith("b1 NO [METADATA MAXSIZE 1024]"));
        Assert.That(client.Say("b2 GETMETADATA INBOX /private/a"), Does.Contain("/private/a NIL"));
        Assert.That(client.Say($"b3 SETMETADATA INBOX ({string.Join(' ', Enumerable.Range(1, 11).Select(number => $"/private/n{number} \"x\""))})"), Does.StartWith("b3 NO [METADATA TOOMANY]"));
        Assert.That(client.Say($"b4 SETMETADATA INBOX ({string.Join(' ', Enumerable.Range(1, 10).Select(number => $"/private/n{number} \"x\""))})"), Does.StartWith("b4 OK"));
        Assert.That(client.Say("b5 SETMETADATA INBOX (/private/n1 \"y\")"), Does.StartWith("b5 OK"));
        Assert.That(client.Say("b6 SETMETADATA INBOX (/private/n11 \"y\" /private/n1 NIL)"), Does.StartWith("b6 OK"));
    }

    [Test]
    public void A_server_may_keep_nothing_private()
    {
        var client = new ServerBench(Plan with { Metadata = new MetadataPlan { HasPrivate = false } }).LogIn();

        Assert.That(client.Say("b1 SETMETADATA INBOX (/private/comment \"x\")"), Does.StartWith("b1 NO [METADATA NOPRIVATE]"));
        Assert.That(client.Say("b2 SETMETADATA INBOX (/shared/comment \"x\")"), Does.StartWith("b2 OK"));
    }

    [Test]
    public void Octets_come_back_as_they_went()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA INBOX (/private/a ~{3+}\r\na\0b /private/b {2+}\r\n\u00c3\u00bc)");

        Assert.That(client.Say("b2 GETMETADATA INBOX (/private/a /private/b)"), Does.StartWith("* METADATA INBOX (/private/a ~{3}\na\0b /private/b {2}\n\u00c3\u00bc)\n"));
    }

    [Test]
    public void Annotations_go_with_their_mailbox_and_end_with_it()
    {
        var client = new ServerBench(Plan).LogIn();
        foreach (var command in new[] { "CREATE Work/2026", "SETMETADATA Work/2026 (/private/a \"1\")", "SETMETADATA Work (/private/a \"2\")", "RENAME Work Office" })
            client.Say($"b1 {command}");

        Assert.That(client.Say("b2 GETMETADATA Office/2026 /private/a"), Does.Contain("\"1\""));
        client.Say("b3 DELETE Office/2026");
        client.Say("b4 CREATE Office/2026");
        Assert.That(client.Say("b5 GETMETADATA Office/2026 /private/a"), Does.Contain("NIL"));
    }

    [Test]
    public void Renaming_INBOX_copies_its_annotations()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 SETMETADATA INBOX (/private/a \"1\")");
        client.Say("b2 RENAME INBOX Old");

        Assert.That(client.Say("b3 GETMETADATA INBOX /private/a"), Does.Contain("\"1\""));
        Assert.That(client.Say("b4 GETMETADATA Old /private/a"), Does.Contain("\"1\""));
    }

    [Test]
    public void A_special_use_is_an_annotation_too()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 CREATE Later");

        Assert.That(client.Say("b2 GETMETADATA Sent /private/specialuse"), Does.StartWith("* METADATA Sent (/private/specialuse \"\\\\Sent\")\n"));
        Assert.That(client.Say("b3 SETMETADATA Later (/private/specialuse \"\\\\Archive\")"), Does.StartWith("b3 OK"));
        Assert.That(client.Say("b4 LIST \"\" Later RETURN (SPECIAL-USE)").Rows(), Does.Contain("\\Archive"));
        Assert.That(client.Say("b5 SETMETADATA Later (/private/specialuse \"\\\\Nonsense\")"), Does.StartWith("b5 NO [USEATTR]"));
        Assert.That(client.Say("b6 SETMETADATA Later (/private/specialuse NIL)"), Does.StartWith("b6 OK"));
        Assert.That(client.Say("b7 GETMETADATA Later /private/specialuse"), Does.Contain("NIL"));
    }

    [Test]
    public void List_tells_annotations_where_it_is_asked()
    {
        var client = new ServerBench(Plan.Having("Work")).LogIn();
        client.Say("b1 SETMETADATA Work (/shared/comment \"x\")");

        Assert.That(client.Say("b2 LIST \"\" Work RETURN (METADATA (/shared/comment /private/comment))"), Is.EqualTo(
            "* LIST (\\HasNoChildren) \"/\" Work\n* METADATA Work (/shared/comment \"x\" /private/comment NIL)\nb2 OK LIST completed"));
    }

    [Test]
    public void Who_has_said_so_is_told_what_others_change()
    {
        var bench = new ServerBench(Plan);
        var (told, untold, other) = (bench.LogIn(), bench.LogIn(), bench.LogIn());
        told.Say("b1 ENABLE METADATA");
        other.Say("c1 SETMETADATA INBOX (/shared/comment \"x\" /private/a \"y\")");
        other.Say("c2 SETMETADATA INBOX (/shared/comment \"z\")");
        other.Say("c3 SETMETADATA \"\" (/private/b \"y\")");

        Assert.That(told.Say("b2 NOOP"), Is.EqualTo("* METADATA \"\" /private/b\n* METADATA INBOX /private/a /shared/comment\nb2 OK NOOP completed"));
        Assert.That(told.Say("b3 NOOP"), Is.EqualTo("b3 OK NOOP completed"));
        Assert.That(untold.Say("d1 NOOP"), Is.EqualTo("d1 OK NOOP completed"));
        Assert.That(other.Say("c4 NOOP"), Is.EqualTo("c4 OK NOOP completed"));
    }

    [Test]
    public void An_idle_client_is_told_at_once()
    {
        var bench = new ServerBench(Plan);
        var (idle, other) = (bench.LogIn(), bench.LogIn());
        idle.Say("b1 ENABLE METADATA");
        idle.Say("b2 IDLE");
        other.Say("c1 SETMETADATA INBOX (/shared/comment \"x\")");

        Assert.That(idle.Read(), Is.EqualTo("* METADATA INBOX /shared/comment"));
    }

    [Test]
    public void Nobody_is_told_of_a_mailbox_that_is_gone()
    {
        var bench = new ServerBench(Plan);
        var (told, other) = (bench.LogIn(), bench.LogIn());
        told.Say("b1 ENABLE METADATA");
        other.Say("c1 CREATE Work");
        other.Say("c2 SETMETADATA Work (/shared/comment \"x\")");
        other.Say("c3 DELETE Work");

        Assert.That(told.Say("b2 NOOP"), Is.EqualTo("b2 OK NOOP completed"));
    }

    [Test]
    public void Rights_are_asked()
    {
        var plan = Plan with { Capabilities = Plan.Capabilities with { AfterLogin = [.. Plan.Capabilities.AfterLogin, "ACL", "RIGHTS=kxte"] } };
        var client = new ServerBench(plan).LogIn();
        client.Say($"b1 SETACL Sent {ServerBench.User} lka");
        client.Say($"b2 SETACL Trash {ServerBench.User} ra");

        Assert.That(client.Say("b3 GETMETADATA Sent /private/a"), Does.StartWith("b3 NO [NOPERM]"));
        Assert.That(client.Say("b4 SETMETADATA Trash (/private/a \"x\")"), Does.StartWith("b4 NO [NONEXISTENT]"));
    }

    [Test]
    public void A_name_that_is_only_a_parent_can_be_annotated_until_it_goes()
    {
        var client = new ServerBench(Plan).LogIn();
        client.Say("b1 CREATE Work/2026");
        client.Say("b2 SETMETADATA Work (/private/a \"1\")");

        Assert.That(client.Say("b3 GETMETADATA Work /private/a"), Does.Contain("\"1\""));
        client.Say("b4 DELETE Work/2026");
        client.Say("b5 CREATE Work/2027");
        Assert.That(client.Say("b6 GETMETADATA Work /private/a"), Does.Contain("NIL"));
    }
}
