using System.Security.Cryptography;
using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mailgen;

public sealed class MailGeneratorTests
{
    private const ulong Seed = 20260115;

    private static readonly MailGenerator Generator = new(Seed);

    [TestCase(0, null, "7AB48FAF8B626561")]
    [TestCase(1_000_000, MailKind.Plain, "953909161BB8FCC2")]
    [TestCase(1, MailKind.Html, "3AC45CF5B7881838")]
    [TestCase(2, MailKind.Attachment, "DDBF330CEC14E25E")]
    [TestCase(3, MailKind.Nested, "FC55B0DD4359F878")]
    [TestCase(4, MailKind.International, "E1E6B0A87D0E7CE1")]
    public void Bytes_are_the_same_on_every_machine(int index, MailKind? kind, string hash)
    {
        var bytes = Generator.Generate(index, new MailOverrides { Kind = kind });

        Assert.That(Convert.ToHexString(SHA256.HashData(bytes.Span))[..16], Is.EqualTo(hash));
    }

    [Test]
    public void Order_and_neighbours_do_not_matter()
    {
        var forwards = Enumerable.Range(0, 40).Select(index => new MailGenerator(Seed).Generate(index).ToArray()).ToList();
        var shared = new MailGenerator(Seed);
        var backwards = Enumerable.Range(0, 40).Reverse().Select(index => shared.Generate(index).ToArray()).Reverse().ToList();

        Assert.That(backwards, Is.EqualTo(forwards));
    }

    [Test]
    public void Another_seed_makes_other_mail() =>
        Assert.That(new MailGenerator(Seed + 1).Generate(0).ToArray(), Is.Not.EqualTo(Generator.Generate(0).ToArray()));

    [TestCase(0ul)]
    [TestCase(Seed)]
    [TestCase(ulong.MaxValue)]
    public void Size_is_known_without_making_the_message(ulong seed)
    {
        var generator = new MailGenerator(seed);

        var wrong = Enumerable.Range(0, 400).Select(index => index * 997).Where(index => generator.Generate(index).Length != generator.SizeOf(index));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Content_tells_size_and_bytes_of_the_message()
    {
        var content = Generator.Content(7);

        Assert.That(content.Size, Is.EqualTo(content.Bytes.Length));
        Assert.That(content.Bytes.ToArray(), Is.EqualTo(Generator.Generate(7).ToArray()));
    }

    [Test]
    public void A_size_asked_for_is_met_to_the_byte([Range(2_000, 2_080)] int size)
    {
        var bytes = Generator.Generate(3, new MailOverrides { Kind = MailKind.Plain, Size = size });

        Assert.That(bytes.Length, Is.EqualTo(size));
    }

    [Test]
    public void A_size_too_small_gives_the_smallest_whole_message()
    {
        var bytes = Generator.Generate(3, new MailOverrides { Kind = MailKind.Nested, Size = 1 });

        Assert.That(bytes.Length, Is.InRange(500, 2_400));
        Assert.That(MessageStructure.Parse(bytes).Body, Is.TypeOf<BodyMultipart>().With.Property("Parts").Count.EqualTo(2));
    }

    [Test]
    public void Lines_end_in_Crlf_and_are_not_too_long([Values] MailKind kind)
    {
        foreach (var index in Enumerable.Range(0, 50))
        {
            var text = Encoding.Latin1.GetString(Generator.Generate(index, new MailOverrides { Kind = kind }).Span);
            var lines = text.Split("\r\n");

            Assert.That(lines, Has.All.Length.LessThan(998).And.None.Contains("\n").And.None.Contains("\r"));
            Assert.That(lines, Has.None.EndsWith(" "));
        }
    }

    [Test]
    public void Mail_is_ascii_but_for_the_text_of_international_mail([Values] MailKind kind)
    {
        var bytes = Generator.Generate(11, new MailOverrides { Kind = kind });

        Assert.That(bytes.Span.ContainsAnyExceptInRange((byte)0, (byte)127), Is.EqualTo(kind == MailKind.International));
        Assert.That(MessageStructure.Parse(bytes).Section(new SectionSpec([], SectionText.Header, []))!.Value.Span.ContainsAnyExceptInRange((byte)0, (byte)127), Is.False);
    }

    [TestCase(MailKind.Plain, "text/plain")]
    [TestCase(MailKind.International, "text/plain")]
    [TestCase(MailKind.Html, "alternative(text/plain text/html)")]
    [TestCase(MailKind.Attachment, "mixed(text/plain application/pdf)")]
    [TestCase(MailKind.Nested, "mixed(alternative(text/plain text/html) message/rfc822[text/plain])")]
    public void A_kind_has_its_parts(MailKind kind, string parts)
    {
        var body = MessageStructure.Parse(Generator.Generate(5, new MailOverrides { Kind = kind })).Body;

        Assert.That(Outline(body), Is.EqualTo(parts));
    }

    [Test]
    public void Every_kind_comes_up() =>
        Assert.That(Enumerable.Range(0, 300).Select(Generator.KindOf).Distinct(), Is.EquivalentTo(Enum.GetValues<MailKind>()));

    [Test]
    public void An_answer_names_its_thread()
    {
        var answers = Enumerable.Range(0, 300).Where(index => Generator.ParentOf(index) is not null).ToList();

        Assert.That(answers, Has.Count.InRange(50, 150));
        foreach (var index in answers)
        {
            var answer = MessageStructure.Parse(Generator.Generate(index));
            var parent = MessageStructure.Parse(Generator.Generate(Generator.ParentOf(index)!.Value));

            Assert.That(answer.Envelope.InReplyTo, Is.EqualTo(parent.Envelope.MessageId));
            Assert.That(answer.Text.Fields("References").Single(), Does.EndWith(parent.Envelope.MessageId!));
            Assert.That(Thread(answer), Is.EqualTo(Thread(parent)));
        }
    }

    [Test]
    public void Message_id_and_date_are_those_told_of()
    {
        foreach (var index in Enumerable.Range(0, 100))
        {
            var message = MessageStructure.Parse(Generator.Generate(index));

            Assert.That(message.Envelope.MessageId, Is.EqualTo($"<{Generator.MessageIdOf(index)}>"));
            Assert.That(message.Text.Sent!.Value.Seconds, Is.EqualTo(Generator.DateOf(index).ToUnixTimeSeconds()));
        }
    }

    [Test]
    public void Overrides_are_what_the_message_says()
    {
        var overrides = new MailOverrides
        {
            Subject = "Žluťoučký kůň -=filler=-",
            From = "Ada Lovelace <ada@example.test>",
            To = "charles@example.test, \"Babbage, C.\" <c@example.test>",
            Date = new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.FromHours(-3)),
            MessageId = "my.own-id@host.test",
            References = ["a@host.test", "b@host.test"],
            Size = 5_000,
        };

        var bytes = Generator.Generate(1, overrides);

        var message = MessageStructure.Parse(bytes);
        Assert.That(bytes.Length, Is.EqualTo(5_000));
        Assert.That(message.Text.Fields("Subject").Single(), Is.EqualTo(overrides.Subject));
        Assert.That(message.Envelope.From, Is.EqualTo(new[] { new Address("Ada Lovelace", null, "ada", "example.test") }));
        Assert.That(message.Envelope.To.Select(address => address.Mailbox), Is.EqualTo(new[] { "charles", "c" }));
        Assert.That(message.Text.Sent!.Value.Seconds, Is.EqualTo(overrides.Date!.Value.ToUnixTimeSeconds()));
        Assert.That(message.Envelope.MessageId, Is.EqualTo("<my.own-id@host.test>"));
        Assert.That(message.Envelope.InReplyTo, Is.EqualTo("<b@host.test>"));
        Assert.That(message.Text.Fields("References").Single(), Is.EqualTo("<a@host.test> <b@host.test>"));
    }

    [TestCase("a\r\nBcc: b", null, null, "Subject")]
    [TestCase(null, "<<<", null, "From")]
    [TestCase(null, null, "no at sign>", "MessageId")]
    public void Overrides_that_make_no_header_are_refused(string? subject, string? from, string? messageId, string culprit)
    {
        var overrides = new MailOverrides { Subject = subject, From = from, MessageId = messageId };

        Assert.That(() => Generator.Generate(0, overrides), Throws.ArgumentException.With.Message.Contains(culprit));
    }

    [Test]
    public void There_is_no_message_before_the_first() =>
        Assert.That(() => Generator.SizeOf(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static string Thread(MessageStructure message)
    {
        var subject = message.Text.Fields("Subject").Single();
        return subject.StartsWith("Re: ", StringComparison.Ordinal) ? subject[4..] : subject;
    }

    private static string Outline(BodyPart part) => part switch
    {
        BodyMultipart multipart => $"{multipart.Subtype}({string.Join(' ', multipart.Parts.Select(Outline))})",
        BodySinglePart { Message: { } message } single => $"{single.Type}/{single.Subtype}[{Outline(message.Body)}]",
        BodySinglePart single => $"{single.Type}/{single.Subtype}",
        _ => throw new NotSupportedException(),
    };
}
