using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mime;
using ImapLab.Server.Runtime;

namespace ImapLab.Server.Tests.Mime;

/// <summary>Any bytes are a message: whatever comes, every question has an answer that is within the message.</summary>
public sealed class HostileMailTests
{
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "\"", "(", ")", "<", ">", "@", "\\", "=", "/", "*", "--", "--b", "--b--", "--bb", "\r\n\r\n",
        "Content-Type: ", "multipart/mixed; boundary=b", "multipart/digest; boundary=\"bb\"", "message/rfc822", "text/plain; charset=", "name*0*=", "name*1=",
        "Content-Disposition: ", "Content-Transfer-Encoding: base64", "Content-Language: ", "From: ", "To: ", "Date: ", "Subject: ", "=?utf-8?Q?",
        "?=", "a@b", "group:", "\u00e9", "\u00ff\u00fe", "x", "utf-16", "utf-7", "base64", "1 Jan 2026",
    ];

    [Test]
    public void Soup_of_mime_is_answered([Range(1, 20)] int seed)
    {
        var random = new LabRandom((ulong)seed).Stream("soup");

        for (var i = 0; i < 1_000; i++)
            Answer(string.Concat(Enumerable.Range(0, random.Next(0, 120)).Select(_ => Pieces[random.Next(0, Pieces.Length)])));
    }

    [Test]
    public void Noise_is_answered([Range(1, 5)] int seed)
    {
        var random = new LabRandom((ulong)seed).Stream("noise");

        for (var i = 0; i < 1_000; i++)
            Answer(string.Concat(Enumerable.Range(0, random.Next(0, 300)).Select(_ => (char)random.Next(0, 256))));
    }

    [TestCaseSource(typeof(CorpusMessage), nameof(CorpusMessage.Names))]
    public void Corpus_is_answered_wherever_it_is_cut(string name)
    {
        var bytes = CorpusMessage.Load(name).Delivered;

        for (var length = 0; length <= bytes.Length; length += 1 + (bytes.Length / 200))
            Answer(Encoding.Latin1.GetString(bytes.AsSpan(0, length)));
    }

    [TestCase("(", 2_000_000)]
    [TestCase("<", 1_000_000)]
    [TestCase("a:", 500_000)]
    [TestCase("\"", 1_000_000)]
    [TestCase("a@", 500_000)]
    [TestCase("@a,", 500_000)]
    [TestCase("a b ", 500_000)]
    [TestCase(";a=b", 300_000)]
    [TestCase(";a*1=b", 300_000)]
    [TestCase("=?", 500_000)]
    [TestCase("\r\n ", 500_000)]
    [TestCase("\r\n--b", 300_000)]
    [TestCase("\r\nFrom: a@b", 100_000)]
    public void Work_grows_with_the_message_not_with_its_malice(string piece, int times)
    {
        var malice = string.Concat(Enumerable.Repeat(piece, times));
        var headers = new[] { "From: ", "Content-Type: multipart/mixed; boundary=b", "Content-Disposition: x", "Content-Language: ", "Subject: " };
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var header in headers)
            Answer(header + malice);

        // Memory is counted and not time, which differs from run to run. What is quadratic takes thousands of times as much.
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / (malice.Length * headers.Length), Is.LessThan(1_000));
    }

    private static void Answer(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var message = MessageStructure.Parse(bytes);

        var writer = new ImapWriter().Envelope(message.Envelope).BodyStructure(message.Body).Body(message.Body);
        Assert.That(writer.Written.Span.Contains((byte)0), Is.False, "an IMAP string holds no NUL");
        Assert.That(message.Section(SectionSpec.Everything)!.Value.Length, Is.EqualTo(bytes.Length));
        Assert.That(Length(message, SectionText.Header) + Length(message, SectionText.Text), Is.EqualTo(bytes.Length));
        Parts(message, message.Body, []);
        Assert.That(message.Text.Has(new TextPattern("no such text")), Is.False);
        Assert.That(message.Text.SubjectHas(new TextPattern("no such text")), Is.False);
        Assert.That(message.Text.AddressesHave("From", new TextPattern("no such text")), Is.False);
        _ = message.Text.Sent;
    }

    /// <summary>Each part that the structure tells of can be fetched, and is as long as told.</summary>
    private static void Parts(MessageStructure message, BodyPart part, int[] number)
    {
        if (part is BodyMultipart multipart)
        {
            for (var i = 0; i < multipart.Parts.Count; i++)
            {
                var child = message.Section(new SectionSpec([.. number, i + 1], SectionText.Mime, []));
                if (child is not null)
                    Parts(message, multipart.Parts[i], [.. number, i + 1]);
                else
                    Assert.That(multipart.Parts, Has.Count.EqualTo(1), "only the part that stands for none is missing");
            }

            return;
        }

        var single = (BodySinglePart)part;
        if (number.Length == 0)
            number = [1];
        Assert.That(message.Section(new SectionSpec(number, SectionText.Whole, []))!.Value.Length, Is.EqualTo(single.Octets));
        Assert.That(message.Section(new SectionSpec(number, SectionText.Header, [])).HasValue, Is.EqualTo(single.Message is not null));
        if (single.Message is { Body: var inner })
            Parts(message, inner, inner is BodyMultipart ? number : [.. number, 1]);
    }

    private static int Length(MessageStructure message, SectionText text) => message.Section(new SectionSpec([], text, []))!.Value.Length;
}
