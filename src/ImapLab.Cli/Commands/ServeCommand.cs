using System.CommandLine;
using System.Net;
using ImapLab.Cli.Running;
using ImapLab.Cli.Serving;

namespace ImapLab.Cli.Commands;

/// <summary><c>imaplab serve</c>: the fake server on TCP, for any client.</summary>
internal static class ServeCommand
{
    private const string Example = """


        Example:
          imaplab serve --profile yahoo --messages 50 --transcript wire.log
          curl 'imap://127.0.0.1:1143/INBOX?NOT SEEN' --user user@example.test:password

          imaplab serve --tls-listen 127.0.0.1:1993 --certificate-out server.pem
          curl --cacert server.pem imaps://localhost:1993/ --user user@example.test:password

        When it accepts connections it prints one JSON line with the addresses; Ctrl-C ends it.
        STARTTLS is there where the profile says so.
        """;

    public static Command Build()
    {
        var profile = new Option<string>("--profile") { Description = "What the server is like: a profile's name, or a file.", HelpName = "NAME|FILE", DefaultValueFactory = _ => "plain" };
        var listen = new Option<string>("--listen") { Description = "Where to listen; port 0 takes any that is free.", HelpName = "ADDRESS:PORT", DefaultValueFactory = _ => "127.0.0.1:1143" };
        var tlsListen = new Option<string?>("--tls-listen") { Description = "Where to listen for clients that begin with TLS.", HelpName = "ADDRESS:PORT" };
        var certificate = new CertificateOptions();
        var remote = new Option<bool>("--allow-remote") { Description = "Allow an address that other machines can reach." };
        var accounts = new Option<string[]>("--account") { Description = $"A user. May be repeated. Default: {ServedAccount.Default}.", HelpName = "USER:PASSWORD" };
        var tokens = new Option<string?>("--token-file") { Description = "Access tokens for XOAUTH2 and OAUTHBEARER: a line each of user, token and, where it expires, when.", HelpName = "FILE" };
        var messages = new Option<int>("--messages") { Description = "How many generated messages INBOX has at the start.", HelpName = "N" };
        var mail = new Option<string?>("--mail") { Description = "A folder whose .eml and .mbox files INBOX has at the start.", HelpName = "DIR" };
        var seed = new Option<ulong>("--seed") { Description = "The seed of generated mail: the same seed, the same mail.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var transcript = new Option<string?>("--transcript") { Description = "Write down what is said, without passwords.", HelpName = "FILE" };
        var command = new Command("serve", "Run the fake server on TCP." + Example) { profile, listen, tlsListen, remote, accounts, tokens, messages, mail, seed, transcript };
        certificate.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var users = Accounts(parsed.GetValue(accounts));
            var options = new ServeOptions
            {
                Profile = Files.Profiles([parsed.GetValue(profile)!])[0],
                Listen = EndPoint("--listen", parsed.GetValue(listen)!, parsed.GetValue(remote)),
                TlsListen = parsed.GetValue(tlsListen) is { } place ? EndPoint("--tls-listen", place, parsed.GetValue(remote)) : null,
                Certificate = certificate.Read(parsed),
                CertificateOut = certificate.Output(parsed),
                Accounts = users,
                Tokens = TokenFile.Read(parsed.GetValue(tokens), users),
                Messages = Count(parsed.GetValue(messages)),
                Mail = Folder(parsed.GetValue(mail)),
                Seed = parsed.GetValue(seed),
                Transcript = parsed.GetValue(transcript),
            };
            return await ServedServer.RunAsync(options, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static IPEndPoint EndPoint(string option, string text, bool remote)
    {
        if (!IPEndPoint.TryParse(text, out var endPoint) || !text.Contains(':', StringComparison.Ordinal))
            throw new BadInputException($"{option} {text}: expected ADDRESS:PORT, as 127.0.0.1:1143.");
        return remote || IPAddress.IsLoopback(endPoint.Address)
            ? endPoint
            : throw new BadInputException($"{option} {text}: other machines could reach it; give --allow-remote if that is meant.");
    }

    private static int Count(int messages) =>
        messages >= 0 ? messages : throw new BadInputException($"--messages {messages}: expected 0 or more.");

    private static string? Folder(string? mail) =>
        mail is null || Directory.Exists(mail) ? mail : throw new BadInputException($"--mail {mail}: expected a folder.");

    private static List<ServedAccount> Accounts(string[]? texts)
    {
        var accounts = (texts ?? []).Select(text => ServedAccount.TryParse(text) ?? throw new BadInputException("--account: expected USER:PASSWORD.")).ToList();
        if (accounts.GroupBy(account => account.User).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new BadInputException($"--account {twice.Key}: expected each user once.");
        return accounts.Count > 0 ? accounts : [ServedAccount.Default];
    }
}
