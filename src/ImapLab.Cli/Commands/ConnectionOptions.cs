using System.CommandLine;
using ImapLab.Cli.Tracking;
using ImapLab.Tracking.MailKit;
using MailKit.Security;

namespace ImapLab.Cli.Commands;

/// <summary>The options of every command that connects to a server as a client.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string?> _host = new("--host") { Description = "The server's name or address." };
    private readonly Option<int?> _port = new("--port") { Description = "The server's port. Default: 993 with implicit TLS, else 143." };

    private readonly Option<string> _tls = new("--tls")
    {
        Description = "none, starttls or implicit.",
        DefaultValueFactory = _ => "implicit",
    };

    private readonly Option<string?> _caFile = new("--ca-file") { Description = "Trust the certificates in this PEM file instead of the system's.", HelpName = "FILE" };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Trust any certificate: for servers on one's own machine." };
    private readonly Option<string?> _user = new("--user") { Description = "The name to log in with; also the account's name in events." };
    private readonly SecretOption _password = new("password", "the password");
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "The file that holds an OAuth 2 access token; read for each login.", HelpName = "FILE" };
    private readonly Option<string?> _tokenCommand = new("--token-command") { Description = "A command that prints an OAuth 2 access token; run for each login.", HelpName = "CMD" };

    public void AddTo(Command command)
    {
        _tls.AcceptOnlyFromAmong("none", "starttls", "implicit");
        foreach (var option in (Option[])[_host, _port, _tls, _caFile, _insecure, _user, _tokenFile, _tokenCommand])
            command.Add(option);
        _password.AddTo(command);
    }

    /// <summary>Whether a server or a user was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_host) is not null || parsed.GetValue(_user) is not null;

    /// <exception cref="BadInputException">Something needed is missing or cannot be had.</exception>
    public MailKitOptions Read(ParseResult parsed)
    {
        var host = parsed.GetValue(_host) ?? throw new BadInputException("Expected --host NAME.");
        var user = parsed.GetValue(_user) ?? throw new BadInputException("Expected --user NAME.");
        var security = parsed.GetValue(_tls) switch
        {
            "none" => SecureSocketOptions.None,
            "starttls" => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.SslOnConnect,
        };
        var port = parsed.GetValue(_port) ?? (security == SecureSocketOptions.SslOnConnect ? 993 : 143);
        if (port is < 1 or > ushort.MaxValue)
            throw new BadInputException($"--port {port}: expected a number from 1 to {ushort.MaxValue}.");
        var server = new MailKitOptions { Host = host, Port = port, Security = security, User = user };
        if (parsed.GetValue(_insecure))
            server = server with { ServerCertificateValidation = ServerTrust.Blind };
        else if (parsed.GetValue(_caFile) is { } file)
            server = server with { ServerCertificateValidation = ServerTrust.Of("--ca-file", file) };
        return WithSecret(parsed, server);
    }

    private MailKitOptions WithSecret(ParseResult parsed, MailKitOptions server)
    {
        var password = _password.Read(parsed);
        var (file, command) = (parsed.GetValue(_tokenFile), parsed.GetValue(_tokenCommand));
        if (new object?[] { password, file, command }.Count(given => given is not null) > 1)
            throw new BadInputException("The password, --token-file and --token-command: expected one of them.");
        if (password is not null)
            return server with { Password = password };
        if (command is not null)
            return server with { Token = Secrets.TokenCommand(command) };
        if (file is null)
            throw new BadInputException("Expected --password-env VAR, --password-file FILE, --token-file FILE or --token-command CMD. A password on the command line could be read by others.");
        Secrets.FromFile("--token-file", file);
        return server with { Token = Secrets.TokenFile(file) };
    }
}
