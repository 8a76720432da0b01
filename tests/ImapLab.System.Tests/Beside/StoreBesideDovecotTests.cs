namespace ImapLab.SystemTests.Beside;

/// <summary>STORE, COPY, MOVE and EXPUNGE as a real Dovecot does them and as the fake does with its profile.</summary>
[TestFixture]
internal sealed class StoreBesideDovecotTests
{
    private SideBySide _both;

    [OneTimeSetUp]
    public async Task StartAsync() => _both = await SideBySide.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_both is not null)
            await _both.DisposeAsync();
    }

    [TestCase("STORE 1 FLAGS (\\Seen)|STORE 1 +FLAGS (\\Seen)|STORE 1 -FLAGS (\\Seen)|STORE 1 -FLAGS (\\Seen)")]
    [TestCase("STORE 1:2 FLAGS.SILENT (\\Flagged)|STORE 1:2 FLAGS (\\Flagged)|STORE 1:3 +FLAGS (\\Flagged)")]
    [TestCase("STORE 1 FLAGS \\Seen|STORE 1 FLAGS \\Seen \\Flagged|STORE 1 FLAGS ()")]
    [TestCase("STORE 1 FLAGS (one ONE One)|STORE 2 +FLAGS (ONE two)|STORE 1:2 -FLAGS (oNe)")]
    [TestCase("STORE 1 FLAGS (z a)|STORE 2 FLAGS (a z)|FETCH 1:2 FLAGS")]
    [TestCase("STORE 1 FLAGS (\\Recent)|STORE 1 +FLAGS (\\Nonsense)|STORE 1 FLAGS (\\*)|STORE 1 FLAGS (\"a\")|STORE 1 *FLAGS (a)|STORE 1 FLAGS.LOUD (a)")]
    [TestCase("UID STORE 1 FLAGS (\\Seen)|UID STORE 99 FLAGS (\\Seen)|STORE 99 FLAGS (\\Seen)|UID STORE 1:2 +FLAGS.SILENT (\\Answered)")]
    [TestCase("STORE 1:2 (UNCHANGEDSINCE 1) +FLAGS (\\Draft)|STORE 1 (UNCHANGEDSINCE 999999) +FLAGS (\\Draft)|STORE 1 (BOGUS 1) +FLAGS (\\Draft)")]
    [TestCase("STORE 1 +FLAGS (kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk)|STORE 1 +FLAGS (kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk)")]
    [TestCase("COPY 1 #|NOOP|FETCH 1:* (UID FLAGS)")]
    [TestCase("COPY 1:2 #2|COPY 2,1 #2|UID COPY 3:2 #2|UID COPY 99 #2|COPY 99 #2|COPY 1 Nope|UID COPY 99 Nope")]
    [TestCase("MOVE 1 #|NOOP|FETCH 1:* (UID FLAGS)")]
    [TestCase("MOVE 1:2 #2|UID MOVE 99 #2|MOVE 99 #2|UID MOVE 3,9:* #2")]
    [TestCase("STORE 2 +FLAGS.SILENT (\\Deleted \\Seen $Work)|COPY 2 #2|EXPUNGE|EXPUNGE|SELECT #2|FETCH 1:* FLAGS")]
    [TestCase("STORE 1:3 +FLAGS (\\Deleted)|UID EXPUNGE 2|UID EXPUNGE 99|UID EXPUNGE 1:*|EXPUNGE")]
    [TestCase("EXAMINE #|STORE 1 +FLAGS (\\Seen)|COPY 1 #2|MOVE 1 #2|EXPUNGE|UID EXPUNGE 1|CLOSE|STORE 1 FLAGS ()")]
    public async Task Both_do_the_same(string commands)
    {
        var (name, second) = (_both.NewName(), _both.NewName());
        var message = "APPEND " + name + " \"05-Mar-2026 07:08:09 +0000\" {12+}\r\nSubject: x\r\n";

        var (ours, theirs) = await _both.SayAsync(
            [$"CREATE {name}", $"CREATE {second}", message, message, message, message, $"SELECT {name}"],
            commands.Split('|').Select(command => command.Replace("#2", second, StringComparison.Ordinal).Replace("#", name, StringComparison.Ordinal)));

        Assert.That(ours, Is.EqualTo(theirs));
    }

    /// <summary>A keyword is an atom (RFC 9051 section 9); Dovecot reads it first and then finds that it is none.</summary>
    [TestCase("STORE 1 FLAGS (a]b)")]
    [TestCase("STORE 1 FLAGS (a*b)")]
    [TestCase("STORE 1 FLAGS (a\\b)")]
    public async Task Both_refuse_what_is_no_atom(string command)
    {
        var name = _both.NewName();

        var (ours, theirs) = await _both.SayAsync([$"CREATE {name}", $"APPEND {name} {{12+}}\r\nSubject: x\r\n", $"SELECT {name}"], command);

        Assert.That(ours, Is.EqualTo("c5 BAD\r\n"));
        Assert.That(theirs, Is.EqualTo("c5 NO [CANNOT]\r\n"));
    }
}
