using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Tests.Mail;

[TestFixture]
internal sealed class ModifiedUtf7Tests
{
    // The example of RFC 3501 section 5.1.3, and names seen on real servers.
    [TestCase("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [TestCase("Entwürfe", "Entw&APw-rfe")]
    [TestCase("A&B", "A&-B")]
    [TestCase("😀", "&2D3eAA-")]
    public void Names_are_encoded_and_come_back(string text, string encoded)
    {
        Assert.That(ModifiedUtf7.Encode(text), Is.EqualTo(encoded));
        Assert.That(ModifiedUtf7.Decode(encoded), Is.EqualTo(text));
    }

    [TestCase("&AGE-")] // "a" needs no shift
    [TestCase("&U,BTFw")] // no end
    [TestCase("&2D0-")] // half a surrogate pair
    [TestCase("&AA-")] // half a character
    [TestCase("caf\u00e9")] // a raw byte
    [TestCase("&U/BTFw-")] // base64's own alphabet
    public void What_is_not_modified_utf7_is_refused(string encoded) => Assert.That(ModifiedUtf7.Decode(encoded), Is.Null);
}
