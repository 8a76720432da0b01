namespace ImapLab.Server.Tests.Searching;

[TestFixture]
internal sealed class SearchTableTests
{
    [TestCase("search.txt")]
    public void A_search_answers_as_a_real_server_did(string table) => Assert.That(AnswerTable.Open(table).Differences(), Is.Empty);
}
