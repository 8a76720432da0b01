using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ImapLab.Profiles;
using ImapLab.Protocol.Mail;
using ImapLab.Server;
using ImapLab.Server.DotNetty;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;
using ImapLab.Server.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImapLab.Cli.Serving;

/// <summary>A fake server in real time, from the first connection to Ctrl-C.</summary>
internal sealed class ServedServer(ServeOptions options) : IHostedService, IDisposable
{
    private readonly TranscriptFile? _transcript = TranscriptFile.Open(options.Transcript);
    private readonly List<ServerListener> _listeners = [];

    /// <summary>Serves until cancelled.</summary>
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(options);
        builder.Services.AddHostedService<ServedServer>();
        using var host = builder.Build();
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    /// <summary>Fills the accounts, opens the port, and prints the line that says so.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bound = ProfileBinder.Bind(options.Profile);
        var server = new FakeImapServer(bound.Plan, bound.Quirks, TimeProvider.System, Loop(), Loop, _transcript?.Transcript, options.Certificate) { Random = new LabRandom(options.Seed) };
        Fill(server);
        foreach (var token in options.Tokens)
            server.Grant(token.User, token.Token, token.Expires);
        WriteCertificate(server);
        var imap = await ListenAsync(server, "--listen", options.Listen, tls: false).ConfigureAwait(false);
        var imaps = options.TlsListen is { } place ? await ListenAsync(server, "--tls-listen", place, tls: true).ConfigureAwait(false) : null;
        Console.WriteLine(JsonSerializer.Serialize(new { ready = true, imap, imaps, profile = options.Profile.Name }));
        await Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => _transcript?.Dispose();

    /// <returns>Where it listens, with the port that it got.</returns>
    private async Task<string> ListenAsync(FakeImapServer server, string option, IPEndPoint place, bool tls)
    {
        try
        {
            var listener = await ServerListener.StartAsync(server, place, tls).ConfigureAwait(false);
            _listeners.Add(listener);
            return listener.EndPoint.ToString();
        }
        catch (SocketException why)
        {
            throw new BadInputException($"{option} {place}: {why.Message}", why);
        }
    }

    private void WriteCertificate(FakeImapServer server)
    {
        if (options.CertificateOut is not { } file)
            return;
        try
        {
            File.WriteAllText(file, server.Certificate.Pem);
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--certificate-out {file}: {why.Message}", why);
        }
    }

    private void Fill(FakeImapServer server)
    {
        var generator = new MailGenerator(options.Seed);
        foreach (var served in options.Accounts)
        {
            var store = server.AddAccount(served.User, served.Password).Store;
            var inbox = store.Find(MailboxName.Inbox)!;
            inbox.AddAll(0, store.NewMessages(options.Messages, index => (generator.Content(index), generator.DateOf(index))), FlagSet.Empty);
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
