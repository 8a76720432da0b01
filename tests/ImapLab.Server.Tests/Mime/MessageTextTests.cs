using System.Text;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

public sealed class MessageTextTests
{
    [Test]
    public void Encoded_words_are_read_by_a_reader()
    {
        var text = Parse("Subject: =?utf-8?Q?Caf=C3=A9?= =?iso-8859-1?Q?_noir=E9?=\r\nsubject: plain\r\n\r\n");

        Assert.That(text.Fields("SUBJECT"), Is.EqualTo(new[] { "Café noiré", "plain" }));
    }

    [TestCase("Subject", "NOIR", true)]
    [TestCase("subject", "é", true)]
    [TestCase("Subject", "blanc", false)]
    [TestCase("Subject", "", true)]
    [TestCase("X-Absent", "", false)]
    public void A_field_contains_text_whatever_its_case(string name, string text, bool found) =>
        Assert.That(Parse("Subject: =?utf-8?Q?Caf=C3=A9?= noir\r\n\r\n").FieldHas(name, new TextPattern(text)), Is.EqualTo(found));

    [TestCase("quoted-printable", "utf-8", "Caf=C3=A9 no=\r\nir")]
    [TestCase("BASE64", "utf-8", "Q2Fmw6kgbm9pcg==")]
    [TestCase("8bit", "iso-8859-1", "Caf\u00e9 noir")]
    [TestCase("8bit", "utf-8", "Caf\u00c3\u00a9 noir")]
    [TestCase("7bit", "no-such-charset", "Caf\u00c3\u00a9 noir")]
    [TestCase("7bit", "no-such-charset", "Caf\u00e9 noir")]
    [TestCase("x-unknown", "us-ascii", "Caf\u00c3\u00a9 noir")]
    [TestCase("8bit", "windows-1250", "Caf\u00e9 noir")]
    public void Body_text_is_decoded(string encoding, string charset, string body)
    {
        var text = Parse($"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}");

        Assert.That(text.BodyHas(new TextPattern("café NOIR")), Is.True, string.Concat(text.Body));
    }

    [TestCase("first part", true, true)]
    [TestCase("inner body", true, true)]
    [TestCase("innér", false, true)]
    [TestCase("APPLICATION/PDF", false, true)]
    [TestCase("outer", false, true)]
    [TestCase("file content", false, false)]
    [TestCase("preamble", false, false)]
    public void Body_is_the_text_parts_and_text_has_every_header_too(string pattern, bool inBody, bool inText)
    {
        var text = Parse("""
            Subject: outer
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b

            first part
            --b
            Content-Type: application/pdf

            file content
            --b
            Content-Type: message/rfc822

            Subject: =?utf-8?Q?inn=C3=A9r?=

            inner body
            --b--
            """);

        Assert.That(text.BodyHas(new TextPattern(pattern)), Is.EqualTo(inBody));
        Assert.That(text.Has(new TextPattern(pattern)), Is.EqualTo(inText));
    }

    [Test]
    public void Search_text_ends_at_its_limit()
    {
        var text = Parse("\r\n" + new string('x', MimeLimits.SearchText + 1_000));

        Assert.That(text.Body.Sum(part => part.Length), Is.EqualTo(MimeLimits.SearchText));
    }

    private static MessageText Parse(string message) => MessageStructure.Parse(Encoding.Latin1.GetBytes(message)).Text;
}
