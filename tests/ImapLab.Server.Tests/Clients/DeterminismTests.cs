using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ImapLab.Server.Quirks;
using ImapLab.Server.Tests.Bench;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Server.Tests.Clients;

/// <summary>Two MailKit clients in process, one of them idle, replies in slices, minutes of virtual time: always the same.</summary>
[TestFixture]
internal sealed partial class DeterminismTests
{
    [Test]
    public void A_hundred_runs_give_one_transcript()
    {
        var distinct = Enumerable.Range(0, 100).Select(_ => Hash(Run())).Distinct().Count();

        Assert.That(distinct, Is.EqualTo(1));
    }

    [Test]
    public void The_run_is_not_an_empty_one()
    {
        var transcript = Run();

        Assert.That(transcript, Does.Contain("EXPUNGE").And.Contain("IDLE").And.Contain("* 11 EXISTS").And.Contain("DONE"));
    }

    private static string Run()
    {
        var bench = new ServerBench(ServerBench.Full, new SlicedWrites(7));
        bench.Deliver(10);
        var work = Task.CompletedTask;
        bench.Loop.Post(() => work = WorkAsync(bench));
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.That(work.IsCompleted, Is.True, "The clients still wait for something.");
        work.GetAwaiter().GetResult();
        return string.Join('\n', bench.Transcript.Select(line => $"{line.At:mm:ss} {line.Connection} {line.Speaker} {Tag().Replace(line.Text, "T$1")}"));
    }

    private static async Task WorkAsync(ServerBench bench)
    {
        using var watcher = await LogInAsync(bench).ConfigureAwait(false);
        await watcher.Inbox.OpenAsync(FolderAccess.ReadOnly).ConfigureAwait(false);
        using var done = new CancellationTokenSource(TimeSpan.FromMinutes(10), bench.Time);
        var idle = watcher.IdleAsync(done.Token);
        using var worker = await LogInAsync(bench).ConfigureAwait(false);
        await worker.Inbox.OpenAsync(FolderAccess.ReadWrite).ConfigureAwait(false);
        for (var round = 0; round < 5; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), bench.Time).ConfigureAwait(false);
            bench.Deliver($"Subject: Round {round}\r\n\r\nText\r\n");
            await worker.Inbox.AddFlagsAsync(round, MessageFlags.Deleted, silent: true).ConfigureAwait(false);
            await worker.Inbox.ExpungeAsync().ConfigureAwait(false);
        }

        await idle.ConfigureAwait(false);
        await watcher.DisconnectAsync(quit: true).ConfigureAwait(false);
    }

    private static async Task<ImapClient> LogInAsync(ServerBench bench)
    {
        var client = new ImapClient();
        await client.ConnectAsync(bench.Server.Connect(), "lab", 143, SecureSocketOptions.None).ConfigureAwait(false);
        await client.AuthenticateAsync(ServerBench.User, ServerBench.Password).ConfigureAwait(false);
        return client;
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>MailKit takes its tags' prefix from a static counter.</summary>
    [GeneratedRegex(@"\b[A-Z](\d{8})\b")]
    private static partial Regex Tag();
}
