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

    /// <summary>The password; unused where there is a <see cref="Token"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// Reads an OAuth 2 access token, which then takes the place of the password (XOAUTH2, or OAUTHBEARER of RFC 7628 where
    /// only that is offered). It is called for each login, and again when a token is refused.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? Token { get; init; }

    /// <summary>The account's name in counters; the user where it is null.</summary>
    public string? Account { get; init; }

    /// <summary>What is more than a server may say at once.</summary>
    public WireLimits Limits { get; init; } = new();

    /// <summary>Makes the connection itself, in place of TCP; TLS, if any, still runs over it.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? OpenStream { get; init; }

    /// <summary>Decides on the server's certificate; null leaves it to the system's trust.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidation { get; init; }

    /// <summary>Makes the log of one connection's wire; it sees everything, secrets marked by MailKit's detector.</summary>
    public Func<IProtocolLogger>? Trace { get; init; }

    /// <summary>How long a server may say nothing while it owes an answer: past it, the connection is dead.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one answer may take in all. A listing of a million messages is one answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may take to leave IDLE: past it, the connection is dead though nobody said so.</summary>
    public TimeSpan DoneTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
