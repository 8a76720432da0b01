using ImapLab.Cli.Tracking;

namespace ImapLab.Cli.Tests.Tracking;

[TestFixture]
internal sealed class SecretsTests
{
    [Test]
    public async Task A_token_file_is_read_afresh_each_time()
    {
        using var file = new TemporaryFile("one\n");
        var read = Secrets.TokenFile(file.Path);

        var first = await read(CancellationToken.None);
        await File.WriteAllTextAsync(file.Path, "two\n");

        Assert.That((first, await read(CancellationToken.None)), Is.EqualTo(("one", "two")));
    }

    [Test]
    public async Task A_command_prints_the_token() =>
        Assert.That(await Secrets.TokenCommand("echo abc")(CancellationToken.None), Is.EqualTo("abc"));

    [TestCase("exit 3", "ended with 3")]
    [TestCase("true", "holds no token")]
    public void A_command_that_prints_none_is_told(string command, string said)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("These are commands of a POSIX shell.");

        Assert.That(async () => await Secrets.TokenCommand(command)(CancellationToken.None), Throws.InstanceOf<IOException>().With.Message.Contains(said));
    }
}
