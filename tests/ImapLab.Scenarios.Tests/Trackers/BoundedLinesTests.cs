using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Tests.Trackers;

public sealed class BoundedLinesTests
{
    [Test]
    public async Task Lines_come_without_their_ends()
    {
        var lines = new BoundedLines(new StringReader("one\r\n\ntwo"), longest: 5);

        Assert.That(await lines.ReadAsync(), Is.EqualTo("one"));
        Assert.That(await lines.ReadAsync(), Is.Empty);
        Assert.That(await lines.ReadAsync(), Is.EqualTo("two"));
        Assert.That(await lines.ReadAsync(), Is.Null);
    }

    [Test]
    public void A_line_that_never_ends_is_given_up_at_the_limit()
    {
        var lines = new BoundedLines(new Endless(), longest: 10_000);

        Assert.That(lines.ReadAsync, Throws.TypeOf<InvalidDataException>().With.Message.Contains("10000"));
    }

    private sealed class Endless : TextReader
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill('a');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
