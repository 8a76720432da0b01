namespace ImapLab.SystemTests.Beside;

/// <summary>FETCH as a real Dovecot answers it and as the fake does with its profile: item by item, octet by octet.</summary>
[TestFixture]
internal sealed class FetchBesideDovecotTests
{
    private const string Nested =
        """
        Subject: x
        From: a@example.test
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=xx

        preamble
        --xx

        first part
        --xx
        Content-Type: message/rfc822

        Subject: inner
        Content-Type: multipart/alternative; boundary=yy

        --yy
        Content-Transfer-Encoding: quoted-printable

        caf=C3=A9 =
        on two lines
        --yy
        Content-Type: text/html
        Content-Transfer-Encoding: base64

        PGI+Ym9sZDwvYj4=
        --yy--
        after
        --xx
        Content-Type: application/octet-stream
        Content-Transfer-Encoding: base64

        AAECAwQ=
        --xx
        Content-Transfer-Encoding: x-unheard-of

        begin
        --xx--

        """;

    private const string Plain = "Subject: y\nFrom: b@example.test\nX-Odd Name: z\n\nHello <world>\n> quoted\nmore text here\n";

    private SideBySide _both;

    [OneTimeSetUp]
    public async Task StartAsync() => _both = await SideBySide.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_both is not null)
            await _both.DisposeAsync();
    }

    [TestCase("FETCH 1:2 ALL")]
    [TestCase("FETCH 1:2 FAST")]
    [TestCase("FETCH 1:2 FULL")]
    [TestCase("FETCH 1 (ALL)")]
    [TestCase("FETCH 1 (FAST UID)")]
    [TestCase("FETCH 1 ()")]
    [TestCase("FETCH 1 FLAGS UID")]
    [TestCase("FETCH 1")]
    [TestCase("FETCH 1 (BODY[1] UID RFC822.SIZE FLAGS)")]
    [TestCase("FETCH 1 (BODY[1] BODYSTRUCTURE INTERNALDATE ENVELOPE PREVIEW SAVEDATE UID BODY FLAGS)")]
    [TestCase("FETCH 2 (UID FLAGS BODY[1])")]
    [TestCase("UID FETCH 2 (BODY[1])")]
    [TestCase("UID FETCH 2 (FLAGS UID)")]
    [TestCase("FETCH 2 (BODY.PEEK[] FLAGS)")]
    [TestCase("FETCH 2 (BODY[] BODY.PEEK[])")]
    [TestCase("FETCH 2 (RFC822.HEADER)")]
    [TestCase("FETCH 2 (RFC822.HEADER RFC822.TEXT RFC822 RFC822.SIZE)")]
    [TestCase("FETCH 2 RFC822.TEXT")]
    [TestCase("FETCH 2 RFC822.PEEK")]
    [TestCase("FETCH 2 RFC822.TEXT<0.5>")]
    [TestCase("FETCH 2 (BODY[TEXT]<0.5> BODY[]<1000.1> BODY[2] BODY[2]<0.3> BODY[1.HEADER] BODY[2.MIME])")]
    [TestCase("FETCH 2 BODY[TEXT]<4294967295.4294967295>")]
    [TestCase("FETCH 2 BODY[HEADER]")]
    [TestCase("FETCH 2 BODY.PEEK[HEADER.FIELDS (Subject from)]")]
    [TestCase("FETCH 2 BODY.PEEK[HEADER.FIELDS (\"x-odd name\" nope)]")]
    [TestCase("FETCH 2 BODY.PEEK[HEADER.FIELDS.NOT (Subject from)]")]
    [TestCase("FETCH 2 BODY.PEEK[header.fields (SUBJECT)]<3.6>")]
    [TestCase("FETCH 2 BODY.PEEK[HEADER.FIELDS ()]")]
    [TestCase("FETCH 2 BODY.PEEK")]
    [TestCase("FETCH 2 BODY.PEEK[MIME]")]
    [TestCase("FETCH 2 BODY.PEEK[TEXT.MIME]")]
    [TestCase("FETCH 2 BODY.PEEK[1.]")]
    [TestCase("FETCH 1 (BODY.PEEK[1] BODY.PEEK[1.MIME] BODY.PEEK[2] BODY.PEEK[2.MIME])")]
    [TestCase("FETCH 1 (BODY.PEEK[2.HEADER] BODY.PEEK[2.TEXT] BODY.PEEK[2.HEADER.FIELDS (SUBJECT)])")]
    [TestCase("FETCH 1 (BODY.PEEK[2.1] BODY.PEEK[2.1.MIME] BODY.PEEK[2.2] BODY.PEEK[2.3] BODY.PEEK[9.9.9])")]
    [TestCase("FETCH 1 (BINARY[3])")]
    [TestCase("FETCH 1 (BINARY.PEEK[3]<1.2> BINARY.PEEK[3]<5.1>)")]
    [TestCase("FETCH 1 (BINARY.PEEK[7] BINARY.SIZE[7])")]
    [TestCase("FETCH 2 (BINARY.PEEK[] BINARY.SIZE[] BINARY.PEEK[1])")]
    [TestCase("FETCH 2 BINARY.SIZE")]
    [TestCase("FETCH 1 BODY.PEEK[4]")]
    [TestCase("FETCH 2 PREVIEW")]
    [TestCase("FETCH 2 (PREVIEW (LAZY))")]
    [TestCase("FETCH 2 (PREVIEW (FUZZY))")]
    [TestCase("FETCH 2 (PREVIEW (LAZY=FUZZY) UID)")]
    [TestCase("FETCH 2 (SNIPPET)")]
    [TestCase("FETCH 2 (UID SNIPPET (FUZZY))")]
    [TestCase("FETCH 3 FLAGS")]
    [TestCase("FETCH 1,3 FLAGS")]
    [TestCase("FETCH * UID")]
    [TestCase("UID FETCH 99 FLAGS")]
    [TestCase("UID FETCH 99:* FLAGS")]
    [TestCase("UID FETCH *:1 FLAGS")]
    [TestCase("FETCH 2:1 UID")]
    public async Task Both_answer_the_same(string command)
    {
        var (ours, theirs) = await _both.SayAsync(InANewMailbox(), command, "FETCH 1:* FLAGS");

        Assert.That(ours, Is.EqualTo(theirs));
    }

    /// <summary>Of a part whose encoding it does not know Dovecot begins a FETCH reply, before it says NO.</summary>
    [TestCase("FETCH 1 BINARY[4]")]
    [TestCase("FETCH 1 (UID BINARY.SIZE[4])")]
    [TestCase("FETCH 1 BINARY[]")]
    public async Task An_unknown_encoding_fails_the_command_of_both(string command)
    {
        var (ours, theirs) = await _both.SayAsync(InANewMailbox(), command);

        Assert.That(ours, Is.EqualTo("c6 NO [UNKNOWN-CTE]\r\n"));
        Assert.That(theirs, Does.EndWith(ours));
    }

    /// <summary>Where the grammar asks for more than Dovecot does.</summary>
    [TestCase("FETCH 2 BODY[TEXT]<0.0>", "RFC 9051 section 9: partial asks for a nz-number")]
    [TestCase("FETCH 2 BODY[0]", "RFC 9051 section 9: section-part is of nz-numbers")]
    [TestCase("FETCH 2 BODY[1.0]", "RFC 9051 section 9: section-part is of nz-numbers")]
    [TestCase("FETCH 2 BODY[99999999999]", "RFC 9051 section 9: a nz-number has 32 bits")]
    [TestCase("FETCH 2 BINARY[TEXT]", "RFC 3516 section 7: section-binary is of part numbers")]
    [TestCase("FETCH 2 BINARY.SIZE[1]<0.3>", "RFC 3516 section 7: BINARY.SIZE has no partial")]
    public async Task What_is_no_grammar_is_refused_though_Dovecot_takes_it(string command, string why)
    {
        var (ours, theirs) = await _both.SayAsync(InANewMailbox(), command);

        Assert.That(ours, Does.StartWith("c6 BAD"), why);
        Assert.That(theirs, Does.Contain("c6 OK"));
    }

    private string[] InANewMailbox()
    {
        var name = _both.NewName();
        return [$"CREATE {name}", Append(name, Nested), Append(name, Plain), $"SELECT {name}"];
    }

    private static string Append(string mailbox, string message)
    {
        message = message.ReplaceLineEndings("\r\n");
        return $"APPEND {mailbox} (\\Flagged) \"05-Mar-2026 07:08:09 +0000\" {{{message.Length}+}}\r\n{message}";
    }
}
