using System.CommandLine;
using ImapLab.Tracking.MailKit;
using MailKit.Security;

namespace ImapLab.Cli.Commands;

/// <summary>The options of every command that connects to a server as a client.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string> _host = new("--host") { Description = "The server's name or address.", Required = true };
    private readonly Option<int?> _port = new("--port") { Description = "The server's port. Default: 993 with implicit TLS, else 143." };

    private readonly Option<string> _tls = new("--tls")
    {
        Description = "none, starttls or implicit.",
        DefaultValueFactory = _ => "implicit",
    };

    private readonly Option<string> _user = new("--user") { Description = "The name to log in with; also the account's name in events.", Required = true };
    private readonly SecretOption _password = new("password", "the password");

    public void AddTo(Command command)
    {
        _tls.AcceptOnlyFromAmong("none", "starttls", "implicit");
        command.Add(_host);
        command.Add(_port);
        command.Add(_tls);
        command.Add(_user);
        _password.AddTo(command);
    }

    public string ReadUser(ParseResult parsed) => parsed.GetRequiredValue(_user);

    /// <exception cref="BadInputException">The password cannot be had, or the port is none.</exception>
    public MailKitOptions Read(ParseResult parsed)
    {
        var security = parsed.GetValue(_tls) switch
        {
            "none" => SecureSocketOptions.None,
            "starttls" => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.SslOnConnect,
        };
        var port = parsed.GetValue(_port) ?? (security == SecureSocketOptions.SslOnConnect ? 993 : 143);
        if (port is < 1 or > ushort.MaxValue)
            throw new BadInputException($"--port {port}: expected a number from 1 to {ushort.MaxValue}.");
        return new MailKitOptions
        {
            Host = parsed.GetRequiredValue(_host),
            Port = port,
            Security = security,
            User = parsed.GetRequiredValue(_user),
            Password = _password.Read(parsed)
                ?? throw new BadInputException("Expected --password-env VAR or --password-file FILE. A password on the command line could be read by others."),
        };
    }
}
