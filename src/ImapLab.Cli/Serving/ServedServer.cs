using System.Net.Sockets;
using System.Text.Json;
using ImapLab.Profiles;
using ImapLab.Protocol.Mail;
using ImapLab.Server;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Runtime;

namespace ImapLab.Cli.Serving;

/// <summary>A fake server in real time, from the first connection to Ctrl-C.</summary>
internal static class ServedServer
{
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        using var transcript = TranscriptFile.Open(options.Transcript);
        var bound = ProfileBinder.Bind(options.Profile);
        var server = new FakeImapServer(bound.Plan, bound.Quirks, TimeProvider.System, Loop(), Loop, transcript?.Transcript);
        Fill(server, options);
        ServerListener listener;
        try
        {
            listener = await ServerListener.StartAsync(server, options.Listen).ConfigureAwait(false);
        }
        catch (SocketException why)
        {
            throw new BadInputException($"--listen {options.Listen}: {why.Message}", why);
        }

        await using var _ = listener.ConfigureAwait(false);
        Console.WriteLine(JsonSerializer.Serialize(new { ready = true, imap = listener.EndPoint.ToString(), imaps = (string?)null, profile = options.Profile.Name }));
        await Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static void Fill(FakeImapServer server, ServeOptions options)
    {
        var generator = new MailGenerator(options.Seed);
        foreach (var served in options.Accounts)
        {
            var store = server.AddAccount(served.User, served.Password).Store;
            var inbox = store.Find(MailboxName.Inbox)!;
            for (var index = 0; index < options.Messages; index++)
                inbox.Add(0, store.NewMessage(generator.Content(index), generator.DateOf(index)), FlagSet.Empty);
            if (options.Mail is { } folder)
                Load(store, inbox, folder);
        }
    }

    private static void Load(MailStore store, Mailbox inbox, string folder)
    {
        try
        {
            foreach (var message in MailFiles.Read(folder))
                inbox.Add(0, store.NewMessage(new HeldContent(message)), FlagSet.Empty);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--mail {folder}: {why.Message}", why);
        }
    }

    private static ThreadLoop Loop() => new(error => Console.Error.WriteLine($"imaplab: this should not have happened: {error}"));
}
