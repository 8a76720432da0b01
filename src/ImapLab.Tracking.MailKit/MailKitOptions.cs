using System.Net.Security;
using MailKit;
using MailKit.Security;

namespace ImapLab.Tracking.MailKit;

/// <summary>How one account is reached.</summary>
public sealed record MailKitOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.SslOnConnect;

    public required string User { get; init; }

    public required string Password { get; init; }

    /// <summary>Makes the connection itself, in place of TCP; TLS, if any, still runs over it.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? OpenStream { get; init; }

    /// <summary>Decides on the server's certificate; null leaves it to the system's trust.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidation { get; init; }

    /// <summary>Makes the log of one connection's wire; it sees everything, secrets marked by MailKit's detector.</summary>
    public Func<IProtocolLogger>? Trace { get; init; }

    /// <summary>How long one command may take. A listing of a million messages is one command.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may take to leave IDLE: past it, the connection is dead though nobody said so.</summary>
    public TimeSpan DoneTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
