using ImapLab.Server.Mailboxes;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Searching;

/// <summary>Searches while messages are gone that the client still has numbers for.</summary>
[TestFixture]
internal sealed class SearchOfGoneTests
{
    [TestCase("SEARCH ALL", "* SEARCH 1 3\nb1 OK SEARCH completed")]
    [TestCase("SEARCH 2", "* SEARCH\nb1 OK SEARCH completed")]
    [TestCase("SEARCH NOT BODY nothing", "* SEARCH 1 3\nb1 OK SEARCH completed")]
    [TestCase("SEARCH RETURN (COUNT) UNSEEN", "* ESEARCH (TAG \"b1\") COUNT 2\nb1 OK SEARCH completed")]
    [TestCase("SORT (REVERSE SUBJECT) UTF-8 ALL", "* SORT 3 1\nb1 OK SORT completed")]
    [TestCase("THREAD REFERENCES UTF-8 ALL", "* THREAD (1)(3)\nb1 OK THREAD completed")]
    public void What_is_gone_is_not_found(string command, string expected) => Assert.That(Answer(command, finds: false), Is.EqualTo(expected));

    [TestCase("SEARCH ALL", "* SEARCH 1 2 3\nb1 OK SEARCH completed")]
    [TestCase("SEARCH 2 UNSEEN", "* SEARCH 2\nb1 OK SEARCH completed")]
    [TestCase("SEARCH OR UNSEEN BODY nothing", "* SEARCH 1 2 3\nb1 OK SEARCH completed")]
    [TestCase("SEARCH NOT BODY nothing", "* SEARCH 1 3\nb1 OK [EXPUNGEISSUED] SEARCH completed")]
    [TestCase("SEARCH SINCE 1-Jan-2020", "* SEARCH 1 3\nb1 OK [EXPUNGEISSUED] SEARCH completed")]
    [TestCase("SEARCH SAVEDSINCE 1-Jan-1970", "* SEARCH 1 3\nb1 OK [EXPUNGEISSUED] SEARCH completed")]
    public void A_server_may_find_it_by_what_it_still_knows(string command, string expected) => Assert.That(Answer(command, finds: true), Is.EqualTo(expected));

    private static string Answer(string command, bool finds)
    {
        var semantics = MailboxSemantics.Standard with
        {
            Session = SessionSemantics.Standard with { Gone = GoneSemantics.Standard with { SearchFinds = finds, SearchReads = false } },
        };
        var bench = new ServerBench(ServerBench.With("SAVEDATE") with { Semantics = semantics });
        bench.Deliver(3);
        var client = bench.Select();
        bench.Inbox.Expunge(0, bench.Inbox.Messages.ElementAt(1).Uid);
        return client.Say($"b1 {command}");
    }
}
