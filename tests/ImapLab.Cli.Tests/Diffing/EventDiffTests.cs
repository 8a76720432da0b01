using ImapLab.Cli.Diffing;

namespace ImapLab.Cli.Tests.Diffing;

[TestFixture]
internal sealed class EventDiffTests
{
    private const string New1 = """{"account":"u","date":"2026-01-15T10:30:00.000Z","path":"INBOX","event":"messageNew","eventId":"1","data":{"uid":1,"subject":"a"}}""";
    private const string New1Later = """{"eventId":"9","account":"u","serviceUrl":"x","date":"2027-01-15T10:30:00.000Z","path":"INBOX","event":"messageNew","data":{"subject":"a","uid":1}}""";
    private const string New1Other = """{"account":"u","path":"INBOX","event":"messageNew","data":{"uid":1,"subject":"b"}}""";
    private const string New2 = """{"account":"u","path":"INBOX","event":"messageNew","data":{"uid":2}}""";

    [Test]
    public void What_differs_between_any_two_runs_is_no_difference()
    {
        Assert.That(Diff([New1], [New1Later]).IsEmpty, Is.True);
    }

    [Test]
    public void A_field_told_otherwise_is_named()
    {
        var lines = Diff([New1], [New1Other]).ToLines().ToList();

        Assert.That(lines, Has.Some.Contains("data.subject: expected \"a\", was \"b\""));
    }

    [Test]
    public void What_was_not_told_and_what_was_not_expected_are_listed_by_line()
    {
        var lines = Diff([New1, New2], [New1, New1]).ToLines().ToList();

        Assert.That(lines[0], Does.StartWith("- line 2, not told:"));
        Assert.That(lines[1], Does.StartWith("+ line 2, not expected:"));
    }

    [Test]
    public void Another_order_is_a_difference_unless_it_is_let_pass()
    {
        Assert.That(Diff([New1, New2], [New2, New1]).IsEmpty, Is.False);
        Assert.That(Diff([New1, New2], [New2, New1], anyOrder: true).IsEmpty, Is.True);
    }

    [Test]
    public void Long_streams_that_differ_throughout_are_compared_too()
    {
        string[] expected = [.. Enumerable.Range(1, 30_000).Select(n => $"{{\"event\":\"messageNew\",\"data\":{{\"uid\":{n}}}}}")];
        string[] actual = [.. Enumerable.Range(1, 30_000).Select(n => $"{{\"event\":\"messageNew\",\"data\":{{\"uid\":{n + 1}}}}}").Reverse()];

        var lines = Diff(expected, actual).ToLines().ToList();

        Assert.That(lines[^1], Does.EndWith("told and not expected so"));
    }

    private static EventDiff Diff(string[] expected, string[] actual, bool anyOrder = false) =>
        EventDiff.Compare(Read(expected), Read(actual), anyOrder);

    private static IReadOnlyList<ReadEvent> Read(string[] lines)
    {
        using var file = new TemporaryFile(string.Join('\n', lines));
        return EventFile.Read(file.Path, EventFile.Volatile);
    }
}
