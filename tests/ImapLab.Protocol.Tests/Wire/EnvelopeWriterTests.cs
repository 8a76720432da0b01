using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Tests.Wire;

public sealed class EnvelopeWriterTests
{
    [Test]
    public void An_envelope_of_nothing_is_ten_times_Nil() =>
        Assert.That(Written(Envelope.Empty), Is.EqualTo("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"));

    [Test]
    public void Members_stand_in_the_order_of_the_grammar()
    {
        var envelope = new Envelope
        {
            Date = "date",
            Subject = "subject",
            From = [Mailbox("from")],
            Sender = [Mailbox("sender")],
            ReplyTo = [Mailbox("reply")],
            To = [Mailbox("to")],
            Cc = [Mailbox("cc")],
            Bcc = [Mailbox("bcc")],
            InReplyTo = "<a>",
            MessageId = "<b>",
        };

        Assert.That(Written(envelope), Is.EqualTo(
            """("date" "subject" ((NIL NIL "from" "h")) ((NIL NIL "sender" "h")) ((NIL NIL "reply" "h")) ((NIL NIL "to" "h")) ((NIL NIL "cc" "h")) ((NIL NIL "bcc" "h")) "<a>" "<b>")"""));
    }

    [Test]
    public void No_space_parts_the_addresses_of_a_list()
    {
        var envelope = new Envelope { To = [new Address("A", "@r", "a", "h"), Mailbox("b")] };

        Assert.That(Written(envelope), Does.Contain("""(("A" "@r" "a" "h")(NIL NIL "b" "h"))"""));
    }

    [Test]
    public void A_group_starts_and_ends_without_host()
    {
        var envelope = new Envelope { Cc = [Address.GroupStart("Friends"), Mailbox("b"), Address.GroupEnd] };

        Assert.That(Written(envelope), Does.Contain("""((NIL NIL "Friends" NIL)(NIL NIL "b" "h")(NIL NIL NIL NIL))"""));
    }

    [Test]
    public void Empty_text_is_not_Nil() =>
        Assert.That(Written(new Envelope { Subject = "" }), Does.StartWith("""(NIL "" NIL"""));

    [TestCase("say \"x\" \\", "\"say \\\"x\\\" \\\\\"")]
    [TestCase("caf\u00c3\u00a9", "{5}\r\ncaf\u00c3\u00a9")]
    [TestCase("tab\there", "{8}\r\ntab\there")]
    public void Text_beyond_plain_ascii_keeps_its_bytes(string subject, string wire) =>
        Assert.That(Written(new Envelope { Subject = subject }), Does.StartWith($"(NIL {wire} NIL"));

    private static Address Mailbox(string name) => new(null, null, name, "h");

    private static string Written(Envelope envelope) => Encoding.Latin1.GetString(new ImapWriter().Envelope(envelope).Written.Span);
}
