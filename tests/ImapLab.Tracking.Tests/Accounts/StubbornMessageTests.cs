using ImapLab.Tracking.Events;
using ImapLab.Tracking.Tests.Fakes;

namespace ImapLab.Tracking.Tests.Accounts;

/// <summary>One message that cannot be had must not keep the others back.</summary>
[TestFixture]
internal sealed class StubbornMessageTests
{
    [Test]
    public void A_message_whose_description_ends_the_connection_is_told_with_less()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account);
        account.Lies = account.Lies with { Poisonous = message => message.MessageId == "<bad@x>" };
        account.Cut();
        account.Deliver("INBOX", "<good@x>");
        account.Deliver("INBOX", "<bad@x>");
        account.Deliver("INBOX", "<fine@x>");

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo((string[])["messageNew INBOX 1", "messageNew INBOX 2", "messageNew INBOX 3"]));
        var told = follower.Mirror.Told.Skip(1).Select(one => ((MessageNewData)one.Data).MessageId);
        Assert.That(told, Is.EqualTo((string?[])["<good@x>", null, "<fine@x>"]));
        Assert.That(account.Connections, Is.LessThan(8));
    }

    [Test]
    public void A_message_announced_and_never_shown_deletes_nothing()
    {
        var account = new FakeAccount();
        account.Deliver("INBOX");
        using var follower = Follower.Start(account);
        account.Lies = account.Lies with { Hidden = message => message.MessageId == "<hidden@x>" };
        account.Deliver("INBOX", "<hidden@x>");

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Where(line => line.StartsWith("message", StringComparison.Ordinal)), Is.Empty);
        Assert.That(follower.Mirror.Lines, Has.One.StartWith("syncWarning INBOX The folder is set aside"));
    }

    [Test]
    public void A_message_shown_late_is_told_when_it_is_shown()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account);
        account.Lies = account.Lies with { Hidden = _ => true };
        account.Deliver("INBOX");
        follower.Time.Advance(TimeSpan.FromSeconds(2));
        account.Lies = account.Lies with { Hidden = _ => false };

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Where(line => line.StartsWith("message", StringComparison.Ordinal)), Is.EqualTo((string[])["messageNew INBOX 1"]));
    }

    [Test]
    public void Many_arrivals_are_told_in_chunks_and_a_cut_between_them_repeats_none()
    {
        var account = new FakeAccount();
        using var follower = Follower.Start(account);
        account.Cut();
        for (var n = 0; n < 350; n++)
            account.Deliver("INBOX");
        var describing = 0;
        account.BeforeCommand = command =>
        {
            if (command.EndsWith("(Full)", StringComparison.Ordinal) && ++describing == 3)
                throw new Tracking.Ports.SourceException(Tracking.Ports.SourceFault.Connection, "cut");
        };

        follower.Settle();

        Assert.That(follower.Mirror.Lines.Skip(1), Is.EqualTo(Enumerable.Range(1, 350).Select(uid => $"messageNew INBOX {uid}")));
    }
}
