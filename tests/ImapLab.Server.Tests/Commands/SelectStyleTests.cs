using ImapLab.Protocol.Wire;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands;

/// <summary>What SELECT tells, and how.</summary>
[TestFixture]
internal sealed class SelectStyleTests
{
    [Test]
    public void A_server_has_its_own_order_and_texts_and_may_leave_out_what_clients_can_do_without()
    {
        var style = new SelectStyle
        {
            Order = [SelectItem.Exists, SelectItem.UidValidity, SelectItem.Flags, SelectItem.PermanentFlags],
            Texts = new Dictionary<SelectItem, string> { [SelectItem.UidValidity] = "Ok", [SelectItem.PermanentFlags] = "Limited" },
        };
        var bench = new ServerBench(ServerBench.Full with { Style = ServerBench.Full.Style with { Select = style } });
        bench.Deliver(1);
        var client = bench.LogIn();

        Assert.That(client.Say("b1 SELECT INBOX"), Is.EqualTo(
            "* 1 EXISTS\n* OK [UIDVALIDITY 1] Ok\n* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\n"
            + "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Limited\nb1 OK [READ-WRITE] SELECT completed"));
        Assert.That(client.Say("b2 STORE 1 +FLAGS ($New)"), Does.Contain("$New \\*)] Limited\n"));
    }
}
