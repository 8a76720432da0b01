using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Tests.Mail;

[TestFixture]
internal sealed class MailboxNameTests
{
    [TestCase("inbox", true)]
    [TestCase("InBoX", true)]
    [TestCase("\u0131nbox", false, TestName = "an i without a dot")]
    [TestCase("\u0130NBOX", false, TestName = "an I with a dot")]
    [TestCase("INB\uFF2FX", false, TestName = "a fullwidth O")]
    public void INBOX_is_so_in_any_case_of_ASCII_and_in_nothing_else(string text, bool isInbox) =>
        Assert.That(new MailboxName(text).IsInbox, Is.EqualTo(isInbox));

    [TestCase("A\u0308rger", "\u00C4rger")]
    [TestCase("\u212Aelvin", "Kelvin", TestName = "the Kelvin sign is a K")]
    [TestCase("\u212Bngstr\u00F6m", "\u00C5ngstr\u00F6m")]
    [TestCase("\uAC00", "\u1100\u1161")]
    public void Names_that_look_the_same_are_one(string one, string other) =>
        Assert.That(new MailboxName(one).Normalized(), Is.EqualTo(new MailboxName(other).Normalized()));
}
