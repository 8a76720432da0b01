using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Security;

namespace ImapLab.SystemTests;

/// <summary>What a real server makes of QRESYNC as the tracker says it: a range for the known UIDs, and a few places.</summary>
[TestFixture]
internal sealed class ResyncTests
{
    [Test]
    public async Task What_went_and_what_changed_is_told_and_nothing_below_a_place_that_holds()
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions());
        await using var hand = await Hand.ConnectAsync(server);
        for (var n = 1; n <= 20; n++)
            await hand.DeliverAsync("INBOX", $"m{n}");
        await hand.ExpungeAsync("INBOX", new UniqueId(3));
        await using var before = await ConnectAsync(server);
        var known = await before.OpenAsync(MailboxName.Inbox, CancellationToken.None);

        await hand.ExpungeAsync("INBOX", new UniqueId(12), new UniqueId(17));
        await hand.FlagAsync("INBOX", new UniqueId(5));
        await hand.DeliverAsync("INBOX", "m21");
        await using var source = await ConnectAsync(server);
        // Places 2 and 9 hold the UIDs that they held; place 18 does not.
        var point = new ResyncPoint(
            known.UidValidity,
            known.HighestModSeq!.Value,
            new Uid(20),
            [new PlacedUid(new Msn(2), new Uid(2)), new PlacedUid(new Msn(9), new Uid(10)), new PlacedUid(new Msn(18), new Uid(19))]);
        var resynced = await source.ResyncAsync(MailboxName.Inbox, point, CancellationToken.None);
        var fromTheStart = await source.ResyncAsync(MailboxName.Inbox, point with { Since = new ModSeq(1), Samples = [] }, CancellationToken.None);

        Assert.That(source.Features.QuickResync, Is.True);
        Assert.That(string.Join(' ', resynced.Vanished), Is.EqualTo("12,17"));
        Assert.That(resynced.Counters, Is.EqualTo(known with { Exists = 18, UidNext = new Uid(22), HighestModSeq = resynced.Counters.HighestModSeq }));
        Assert.That(resynced.Counters.HighestModSeq, Is.GreaterThan(known.HighestModSeq));
        Assert.That(resynced.Changed.Single(message => message.Uid == new Uid(5)).Marks.Flags, Is.EqualTo((string[])["\\Flagged"]));
        Assert.That(string.Join(' ', fromTheStart.Vanished), Is.EqualTo("3,12,17"));
    }

    private static Task<IMailboxSource> ConnectAsync(DovecotServer server) => new MailKitConnector(
        new MailKitOptions { Host = "127.0.0.1", Port = server.Port, Security = SecureSocketOptions.None, User = "u", Password = DovecotServer.Password },
        TimeProvider.System).ConnectAsync(CancellationToken.None);
}
