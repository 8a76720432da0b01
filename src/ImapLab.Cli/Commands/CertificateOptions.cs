using System.CommandLine;
using System.Security.Cryptography;
using ImapLab.Server.Wires;

namespace ImapLab.Cli.Commands;

/// <summary>The options of a server that speaks TLS.</summary>
internal sealed class CertificateOptions
{
    private readonly Option<string?> _file = new("--certificate")
    {
        Description = "The certificate with its key, PEM or PKCS#12. Default: one for localhost and 127.0.0.1, made at start.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _password = new("--certificate-password-env") { Description = "The environment variable that holds the password of its key.", HelpName = "VAR" };
    private readonly Option<string?> _output = new("--certificate-out") { Description = "Write the certificate without its key, for clients that shall trust it.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_password);
        command.Add(_output);
    }

    public string? Output(ParseResult parsed) => parsed.GetValue(_output);

    /// <returns>Null where none was given.</returns>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public ServerCertificate? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is not { } file)
            return null;
        try
        {
            return ServerCertificate.Read(file, Password(parsed.GetValue(_password)));
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BadInputException($"--certificate {file}: {why.Message}", why);
        }
    }

    private static string? Password(string? variable) =>
        variable is null
            ? null
            : Environment.GetEnvironmentVariable(variable) ?? throw new BadInputException($"--certificate-password-env {variable}: the variable is not set.");
}
