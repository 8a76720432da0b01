using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Tests.Mime;

[TestFixture]
internal sealed class SimpleAddressTests
{
    private static readonly string[] Pieces =
        ["a", "Ann", "Bob B.", " ", "  ", "<", ">", "@", ".", "host.example", "x@y.example", "<x@y.example>", "\"", "(", ")", ",", ";", ":", "\\", "[", "]", "\t", "=?utf-8?Q?a?=", "é"];

    [TestCase("Ann Example <ann@host.example>", "Ann Example", "ann", "host.example")]
    [TestCase("ann@host.example", null, "ann", "host.example")]
    [TestCase("<ann@host.example>", null, "ann", "host.example")]
    [TestCase("=?utf-8?Q?A=C3=A4?= <a.b@c>", "=?utf-8?Q?A=C3=A4?=", "a.b", "c")]
    public void A_simple_address_is_read(string value, string? name, string mailbox, string host) =>
        Assert.That(SimpleAddress.TryRead(Encoding.Latin1.GetBytes(value)), Is.EqualTo(new Address(name, null, mailbox, host)));

    [TestCase("a@b, c@d")]
    [TestCase("\"Ann\" <a@b>")]
    [TestCase("a@b (Ann)")]
    [TestCase("Ann <a@b> <c@d>")]
    [TestCase("Ann  Example <a@b>")]
    [TestCase("Ann <@b>")]
    [TestCase("Ann <a@>")]
    [TestCase("Ann")]
    [TestCase("")]
    [TestCase("a @b")]
    [TestCase("Ann\r\n <a@b>")]
    public void Anything_else_is_not(string value) => Assert.That(SimpleAddress.TryRead(Encoding.Latin1.GetBytes(value)), Is.Null);

    [Test]
    public void It_is_read_as_the_whole_parser_reads_it([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var simple = 0;
        for (var number = 0; number < 2000; number++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Pieces[random.Next(Pieces.Length)])).Trim();
            if (SimpleAddress.TryRead(Encoding.Latin1.GetBytes(value)) is not { } address)
                continue;
            simple++;
            Assert.That(AddressListParser.Parse(value), Is.EqualTo([address]), value);
        }

        Assert.That(simple, Is.GreaterThan(20));
    }
}
