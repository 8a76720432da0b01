using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

/// <summary>What LIST costs follows from what it tells, not from how many folders there are.</summary>
[TestFixture]
internal sealed class ManyFoldersTests
{
    [TestCase(ListOrder.ByName)]
    [TestCase(ListOrder.NewestFirst)]
    [TestCase(ListOrder.OldestFirst)]
    public void One_level_costs_no_more_where_there_is_much_below(ListOrder order)
    {
        var (few, many) = (Cost(order, below: 2), Cost(order, below: 200));

        Assert.That(many, Is.LessThan(1.2 * few));
    }

    /// <returns>Octets that one LIST of the first level takes from memory.</returns>
    private static long Cost(ListOrder order, int below)
    {
        var bench = new ServerBench(ServerBench.Full with { Semantics = ServerBench.Full.Semantics with { List = ServerBench.Full.Semantics.List with { Order = order } } });
        var client = bench.LogIn();
        for (var top = 0; top < 20; top++)
        {
            for (var number = 0; number < below; number++)
                client.Say($"b1 CREATE Top{top}/Below{number}");
        }

        client.Say("b2 LIST \"\" %");
        var before = GC.GetAllocatedBytesForCurrentThread();
        client.Say("b3 LIST \"\" %");
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
