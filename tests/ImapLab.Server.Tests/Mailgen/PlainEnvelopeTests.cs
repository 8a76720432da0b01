using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mailgen;

[TestFixture]
internal sealed class PlainEnvelopeTests
{
    private const int Messages = 1_500;

    [Test]
    public void An_envelope_that_is_known_without_the_message_is_the_messages_own([Values(1ul, 7ul, ulong.MaxValue)] ulong seed)
    {
        var generator = new MailGenerator(seed);
        var known = 0;
        for (var index = 0; index < Messages; index++)
        {
            var content = generator.Content(index);
            if (content.Envelope is not { } envelope)
                continue;
            known++;
            Assert.That(Written(envelope), Is.EqualTo(Written(MessageStructure.Parse(content.Bytes).Envelope)), $"message {index}");
        }

        Assert.That(known, Is.GreaterThan(Messages * 3 / 4), "Most mail is plain; else this proves little and saves little.");
    }

    [Test]
    public void What_was_delivered_tells_its_envelope_by_its_bytes_alone() =>
        Assert.That(((IMessageContent)HeldContent.Empty).Envelope, Is.Null);

    private static string Written(Envelope envelope) => Encoding.Latin1.GetString(new ImapWriter().Envelope(envelope).Written.Span);
}
