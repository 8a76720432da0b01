using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>What a server does not offer, it does not know.</summary>
[TestFixture]
internal sealed class SearchRefusalTests
{
    [TestCase("SEARCH RETURN () ALL")]
    [TestCase("SEARCH $")]
    [TestCase("SEARCH UID $")]
    [TestCase("SEARCH NOT (ALL OR $ 1)")]
    [TestCase("FETCH $ (UID)")]
    [TestCase("UID FETCH $ (UID)")]
    [TestCase("SEARCH OLDER 5")]
    [TestCase("SEARCH NOT YOUNGER 5")]
    [TestCase("SEARCH MODSEQ 1")]
    [TestCase("SEARCH SAVEDSINCE 1-Jan-2026")]
    [TestCase("SEARCH SAVEDATESUPPORTED")]
    [TestCase("SORT (ARRIVAL) UTF-8 ALL")]
    [TestCase("THREAD REFERENCES UTF-8 ALL")]
    [TestCase("CANCELUPDATE \"a1\"")]
    public void A_plain_server_refuses(string command) => Assert.That(Answer(command), Does.StartWith("b1 BAD"));

    [TestCase("SEARCH RETURN (SAVE) ALL", "ESEARCH")]
    [TestCase("SEARCH RETURN (UPDATE) ALL", "ESEARCH")]
    [TestCase("SEARCH RETURN (CONTEXT) ALL", "ESEARCH")]
    [TestCase("SEARCH RETURN (PARTIAL 1:2) ALL", "ESEARCH")]
    [TestCase("SEARCH RETURN (PARTIAL -1:-2) ALL", "ESEARCH", "CONTEXT=SEARCH")]
    [TestCase("SORT RETURN () (ARRIVAL) UTF-8 ALL", "ESEARCH", "SORT")]
    [TestCase("SORT (DISPLAYFROM) UTF-8 ALL", "SORT")]
    [TestCase("THREAD REFS UTF-8 ALL", "THREAD=REFERENCES")]
    [TestCase("THREAD REFERENCES UTF-8 ALL", "THREAD=REFS")]
    public void A_server_without_the_next_step_refuses(string command, params string[] offered) =>
        Assert.That(Answer(command, offered), Does.StartWith("b1 BAD"));

    [TestCase("SEARCH RETURN (PARTIAL 1:2) ALL", "ESEARCH", "CONTEXT=SEARCH")]
    [TestCase("SEARCH RETURN (PARTIAL -1:-2) ALL", "ESEARCH", "PARTIAL")]
    [TestCase("THREAD REFS UTF-8 ALL", "THREAD=REFS")]
    public void A_server_with_it_answers(string command, params string[] offered) =>
        Assert.That(Answer(command, offered), Does.Contain("b1 OK"));

    private static string Answer(string command, params string[] offered)
    {
        var bench = new ServerBench(ServerPlan.Plain with
        {
            Capabilities = CapabilityPlan.Rev1 with { AfterLogin = ["IMAP4rev1", .. offered] },
        });
        bench.Deliver(3);
        return bench.Select().Say($"b1 {command}");
    }
}
