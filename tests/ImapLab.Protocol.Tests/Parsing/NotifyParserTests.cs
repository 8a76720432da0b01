using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Wire;

namespace ImapLab.Protocol.Tests.Parsing;

/// <summary>NOTIFY as RFC 5465 section 8 writes it.</summary>
[TestFixture]
internal sealed class NotifyParserTests
{
    [Test]
    public void Groups_have_a_filter_names_and_events()
    {
        var command = Read("set Status (selected (MessageNew (uid body.peek[header.fields (from)]) messageExpunge)) (subtree (Lists \"a b\") NONE) (mailboxes misc (MailboxName X-Other))");

        Assert.That(command.Status, Is.True);
        Assert.That(command.Groups!.Select(group => group.Filter), Is.EqualTo(new[] { NotifyFilter.Selected, NotifyFilter.Subtree, NotifyFilter.Mailboxes }));
        Assert.That(command.Groups![0].Events.Select(one => (one.Name, one.Items.Count)), Is.EqualTo(new[] { ("MessageNew", 2), ("messageExpunge", 0) }));
        Assert.That(command.Groups![1].Mailboxes, Is.EqualTo(new MailboxName[] { new("Lists"), new("a b") }));
        Assert.That(command.Groups![1].Events, Is.Empty);
        Assert.That(command.Groups![2].Events.Select(one => one.Name), Is.EqualTo(new[] { "MailboxName", "X-Other" }));
    }

    [Test]
    public void None_has_no_groups() => Assert.That(Read("none"), Has.Property(nameof(NotifyCommand.Groups)).Null.And.Property(nameof(NotifyCommand.HasMore)).False);

    [Test]
    public void Words_after_none_are_seen() => Assert.That(Read("NONE more \"and more\"").HasMore, Is.True);

    [Test]
    public void Names_that_no_mailbox_can_have_are_passed_over()
    {
        Assert.That(Read("SET (mailboxes (\"a&b\" \"\" INBOX) NONE)").Groups![0].Mailboxes, Is.EqualTo(new[] { MailboxName.Inbox }));
    }

    [TestCase("", "a space")]
    [TestCase(" FOO", "SET or NONE")]
    [TestCase(" NONE \u0001", "a word")]
    [TestCase(" NONE more ", "a word")]
    [TestCase(" SET STATUS STATUS", "\"(\"")]
    [TestCase(" SET (foobar NONE)", "unknown mailbox filter FOOBAR")]
    [TestCase(" SET (personal)", "a space")]
    [TestCase(" SET (personal ())", "an event")]
    [TestCase(" SET (personal (NONE))", "NONE stands alone")]
    [TestCase(" SET (personal MessageNew)", "parentheses")]
    [TestCase(" SET (subtree NONE)", "a space")]
    [TestCase(" SET (mailboxes () NONE)", "a mailbox name")]
    [TestCase(" SET (selected NONE) (selected-delayed NONE)", "only one")]
    [TestCase(" SET (personal (MessageNew (UID) MessageExpunge))", "selected mailbox only")]
    [TestCase(" SET (selected (MessageExpunge (UID) MessageNew))", "takes no FETCH items")]
    [TestCase(" SET (selected (MessageNew () MessageExpunge))", "a FETCH item")]
    [TestCase(" SET (selected (MessageNew (ALL) MessageExpunge))", "unknown FETCH item ALL")]
    [TestCase(" SET (personal NONE", "\")\"")]
    public void What_is_wrong_is_said(string arguments, string why)
    {
        Assert.That(Parsed($"a NOTIFY{arguments}"), Is.InstanceOf<MalformedCommand>().With.Property(nameof(MalformedCommand.Why)).Contains(why));
    }

    private static NotifyCommand Read(string arguments) => (NotifyCommand)Parsed($"a NOTIFY {arguments}");

    private static ImapCommand Parsed(string line) => CommandParser.Parse(new CommandFrame([FrameSegment.OfText(line)]), _ => Parse.Notify);
}
