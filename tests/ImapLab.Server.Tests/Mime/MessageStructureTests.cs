using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

public sealed class MessageStructureTests
{
    [Test]
    public void An_empty_message_is_an_empty_text()
    {
        var message = Parse("");

        Assert.That(message.Envelope, Is.EqualTo(Envelope.Empty).Using<Envelope>(SameTexts));
        Assert.That(message.Body, Is.TypeOf<BodySinglePart>().With.Property("Octets").EqualTo(0));
        Assert.That(Text(message, ""), Is.Empty);
        Assert.That(Text(message, "HEADER"), Is.Empty);
        Assert.That(Text(message, "1"), Is.Empty);
    }

    [TestCase("")]
    [TestCase("HEADER")]
    [TestCase("TEXT")]
    [TestCase("1")]
    public void Sections_are_slices_of_the_message(string section)
    {
        var bytes = Encoding.Latin1.GetBytes("Subject: x\r\n\r\nbody\r\n");

        var slice = MessageStructure.Parse(bytes).Section(Sections.Spec(section))!.Value;

        Assert.That(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(slice, out var segment), Is.True);
        Assert.That(segment.Array, Is.SameAs(bytes));
    }

    [TestCase("2")]
    [TestCase("0")]
    [TestCase("1.1")]
    [TestCase("1.HEADER")]
    [TestCase("1.TEXT")]
    [TestCase("1.HEADER.FIELDS (Subject)")]
    [TestCase("MIME")]
    public void What_a_plain_message_has_not_is_null(string section) =>
        Assert.That(Parse("Subject: x\r\n\r\nbody\r\n").Section(Sections.Spec(section)), Is.Null);

    [TestCase("HEADER.FIELDS (x-b SUBJECT)", "Subject: one\r\nX-B: 1\r\n 2\r\nsubject: two\r\n\r\n")]
    [TestCase("HEADER.FIELDS.NOT (x-b SUBJECT)", "X-A: a\r\n\r\n")]
    [TestCase("HEADER.FIELDS (Absent)", "\r\n")]
    [TestCase("HEADER.FIELDS (Sub Subjects)", "\r\n")]
    public void Fields_keep_their_order_spelling_and_folds(string section, string answer)
    {
        var message = Parse("Subject: one\r\nX-A: a\r\nX-B: 1\r\n 2\r\nsubject: two\r\n\r\nbody");

        Assert.That(Text(message, section), Is.EqualTo(answer));
    }

    [TestCase(0u, 4u, "abcd")]
    [TestCase(4u, 100u, "ef")]
    [TestCase(6u, 1u, "")]
    [TestCase(4_000_000_000u, 4_000_000_000u, "")]
    [TestCase(2u, 4_294_967_295u, "cdef")]
    [TestCase(0u, 0u, "")]
    public void A_partial_ends_where_the_section_ends(uint first, uint count, string part) =>
        Assert.That(MessageStructure.Partial("abcdef"u8.ToArray(), first, count).ToArray(), Is.EqualTo(Encoding.ASCII.GetBytes(part)));

    [Test]
    public void Sender_and_reply_to_are_from_where_they_are_missing_or_empty()
    {
        var message = Parse("From: Ada <ada@example.test>\r\nSender:\r\n\r\n");

        Assert.That(message.Envelope.From, Is.EqualTo(new[] { new Address("Ada", null, "ada", "example.test") }));
        Assert.That(message.Envelope.Sender, Is.EqualTo(message.Envelope.From));
        Assert.That(message.Envelope.ReplyTo, Is.EqualTo(message.Envelope.From));
    }

    [Test]
    public void A_nul_never_reaches_an_envelope()
    {
        var message = Parse("Subject: a\0b\r\nFrom: \"a\0b\" <a@b>\r\n\r\n\0");

        Assert.That(message.Envelope.Subject, Is.EqualTo("a\u00ef\u00bf\u00bdb"));
        Assert.That(message.Envelope.From[0].Name, Is.EqualTo("a\u00ef\u00bf\u00bdb"));
        Assert.That(Text(message, "TEXT"), Is.EqualTo("\0"));
    }

    [Test]
    public void Beyond_the_depth_limit_a_part_is_opaque()
    {
        var levels = MimeLimits.Depth + 50;
        var nested = new StringBuilder();
        for (var i = 0; i < levels; i++)
            nested.Append("Content-Type: multipart/mixed; boundary=level-").Append(i).Append("-end\r\n\r\n--level-").Append(i).Append("-end\r\n");

        var part = Parse(nested + "\r\nbottom").Body;

        var depth = 0;
        for (; part is BodyMultipart multipart; part = multipart.Parts[0])
            depth++;
        Assert.That(depth, Is.EqualTo(MimeLimits.Depth));
        Assert.That(part, Is.TypeOf<BodySinglePart>().With.Property("Type").EqualTo("application").And.Property("Subtype").EqualTo("octet-stream"));
    }

    [Test]
    public void Beyond_the_depth_limit_a_message_is_opaque()
    {
        var nested = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 10_000));

        var part = (BodySinglePart)Parse(nested + "\r\nbottom").Body;

        var depth = 0;
        for (; part.Message is { } message; part = (BodySinglePart)message.Body)
            depth++;
        Assert.That(depth, Is.EqualTo(MimeLimits.Depth));
        Assert.That(part.Type, Is.EqualTo("application"));
    }

    [Test]
    public void Beyond_the_part_limit_all_is_epilogue()
    {
        var message = Parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", MimeLimits.Parts + 5)));

        Assert.That(((BodyMultipart)message.Body).Parts, Has.Count.EqualTo(MimeLimits.Parts));
        Assert.That(Text(message, $"{MimeLimits.Parts}"), Is.EqualTo("x"));
        Assert.That(Text(message, $"{MimeLimits.Parts + 1}"), Is.Null);
    }

    [Test]
    public void Beyond_the_field_limit_the_header_is_still_whole()
    {
        var header = string.Concat(Enumerable.Repeat("X: y\r\n", MimeLimits.Fields)) + "Subject: late\r\n\r\n";

        var message = Parse(header + "body");

        Assert.That(message.Envelope.Subject, Is.Null);
        Assert.That(Text(message, "HEADER"), Is.EqualTo(header));
        Assert.That(Text(message, "TEXT"), Is.EqualTo("body"));
    }

    [Test]
    public void Beyond_the_address_limit_a_list_ends() =>
        Assert.That(
            Parse("To: " + string.Concat(Enumerable.Repeat("a@b,", MimeLimits.Addresses + 10)) + "\r\n\r\n").Envelope.To,
            Has.Count.EqualTo(MimeLimits.Addresses));

    private static bool SameTexts(Envelope left, Envelope right) =>
        (left.Date, left.Subject, left.InReplyTo, left.MessageId) == (right.Date, right.Subject, right.InReplyTo, right.MessageId)
        && left.From.Concat(left.To).Concat(left.Cc).Concat(left.Bcc).SequenceEqual(right.From.Concat(right.To).Concat(right.Cc).Concat(right.Bcc));

    private static MessageStructure Parse(string text) => MessageStructure.Parse(Encoding.Latin1.GetBytes(text));

    private static string? Text(MessageStructure message, string section) =>
        message.Section(Sections.Spec(section)) is { } bytes ? Encoding.Latin1.GetString(bytes.Span) : null;
}
