namespace ImapLab.Cli.Tests.Commands;

[TestFixture]
[NonParallelizable]
internal sealed class DiffCommandTests
{
    private const string Event = """{"event":"accountInitialized","eventId":"1","data":{}}""";

    [Test]
    public async Task Equal_files_end_with_0()
    {
        using var one = new TemporaryFile(Event);
        using var other = new TemporaryFile(Event.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

        var (exitCode, output, _) = await CommandLine.RunAsync("diff", one.Path, other.Path);

        Assert.That((exitCode, output.Trim()), Is.EqualTo((ExitCodes.Success, "1 events, no difference")));
    }

    [Test]
    public async Task Differences_end_with_1()
    {
        using var one = new TemporaryFile(Event);
        using var other = new TemporaryFile();

        var (exitCode, output, _) = await CommandLine.RunAsync("diff", one.Path, other.Path);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Deviation));
        Assert.That(output, Does.Contain("not told").And.Contain("accountInitialized"));
    }

    [Test]
    public async Task A_field_left_out_otherwise_is_compared_on_demand()
    {
        using var one = new TemporaryFile(Event);
        using var other = new TemporaryFile(Event.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

        var (exitCode, _, _) = await CommandLine.RunAsync("diff", one.Path, other.Path, "--compare", "eventId");

        Assert.That(exitCode, Is.EqualTo(ExitCodes.Deviation));
    }

    [Test]
    public async Task Bad_json_ends_with_2_and_says_where()
    {
        using var one = new TemporaryFile(Event + "\n" + """{"event": oops}""");
        using var other = new TemporaryFile();

        var (exitCode, _, error) = await CommandLine.RunAsync("diff", one.Path, other.Path);

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain($"{one.Path}:2:11: expected"));
    }

    [Test]
    public async Task A_missing_file_ends_with_2()
    {
        var (exitCode, _, error) = await CommandLine.RunAsync("diff", "/nowhere/a", "/nowhere/b");

        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(error, Does.Contain("/nowhere/a"));
    }
}
