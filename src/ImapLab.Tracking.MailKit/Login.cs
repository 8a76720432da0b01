using System.Net;
using ImapLab.Tracking.Ports;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Tracking.MailKit;

/// <summary>
/// Logs in, with one attempt a credential: MailKit by itself tries every mechanism in turn, and servers lock accounts over
/// so many wrong passwords.
/// </summary>
internal sealed class Login(ImapClient client, Commands commands, MailKitOptions options)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // PREAUTH (RFC 9051 section 7.1.4).
        if (client.IsAuthenticated)
            return;
        if (options.Token is { } read)
            await UseTokenAsync(read, cancellationToken).ConfigureAwait(false);
        else
            await UsePasswordAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A token that expired meanwhile has perhaps been renewed: it is read again, and tried if it is another one.</summary>
    private async Task UseTokenAsync(Func<CancellationToken, ValueTask<string>> read, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(read, cancellationToken).ConfigureAwait(false);
        try
        {
            await TryAsync(Mechanism(token), cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.Fault == SourceFault.Authentication)
        {
            var renewed = await ReadAsync(read, cancellationToken).ConfigureAwait(false);
            if (renewed == token)
                throw;
            if (!client.IsConnected)
                throw new SourceException(SourceFault.Connection, "The access token was refused and has been renewed since.", refused);
            await TryAsync(Mechanism(renewed), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string> ReadAsync(Func<CancellationToken, ValueTask<string>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new SourceException(SourceFault.Connection, $"The access token cannot be had: {unreadable.Message}", unreadable);
        }
    }

    private SaslMechanism Mechanism(string token) =>
        client.AuthenticationMechanisms.Contains("OAUTHBEARER") && !client.AuthenticationMechanisms.Contains("XOAUTH2")
            ? new SaslMechanismOAuthBearer(options.User, token)
            : new SaslMechanismOAuth2(options.User, token);

    private Task UsePasswordAsync(CancellationToken cancellationToken)
    {
        var credentials = new NetworkCredential(options.User, options.Password);
        var offered = client.AuthenticationMechanisms;
        string[] wanted = client.IsSecure ? ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-1", "LOGIN"] : ["SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];
        return wanted.FirstOrDefault(offered.Contains) switch
        {
            "PLAIN" => TryAsync(new SaslMechanismPlain(credentials), cancellationToken),
            "SCRAM-SHA-256" => TryAsync(new SaslMechanismScramSha256(credentials), cancellationToken),
            "SCRAM-SHA-1" => TryAsync(new SaslMechanismScramSha1(credentials), cancellationToken),
            "LOGIN" => TryAsync(new SaslMechanismLogin(credentials), cancellationToken),
            _ => commands.RunAsync("log in", options.ConnectTimeout, token => client.AuthenticateAsync(credentials, token), cancellationToken),
        };
    }

    private Task TryAsync(SaslMechanism mechanism, CancellationToken cancellationToken) =>
        commands.RunAsync("log in", options.ConnectTimeout, token => client.AuthenticateAsync(mechanism, token), cancellationToken);
}
