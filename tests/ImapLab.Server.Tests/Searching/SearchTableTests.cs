namespace ImapLab.Server.Tests.Searching;

[TestFixture]
internal sealed class SearchTableTests
{
    [TestCase("search.txt")]
    [TestCase("odd-fields.txt")]
    [TestCase("sort.txt")]
    [TestCase("base-subjects.txt")]
    [TestCase("threads-1.txt")]
    [TestCase("threads-2.txt")]
    [TestCase("threads-3.txt")]
    [TestCase("threads-4.txt")]
    [TestCase("threads-5.txt")]
    [TestCase("threads-6.txt")]
    [TestCase("threads-7.txt")]
    [TestCase("threads-8.txt")]
    [TestCase("threads-9.txt")]
    public void A_search_answers_as_a_real_server_did(string table) => Assert.That(AnswerTable.Open(table).Differences(), Is.Empty);
}
