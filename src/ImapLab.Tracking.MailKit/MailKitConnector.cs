using System.Reflection;
using ImapLab.Tracking.Metrics;
using ImapLab.Tracking.Ports;
using MailKit.Net.Imap;

namespace ImapLab.Tracking.MailKit;

/// <summary>Connects to an account through MailKit.</summary>
public sealed class MailKitConnector(MailKitOptions options, TimeProvider time) : IMailboxConnector
{
    public async Task<IMailboxSource> ConnectAsync(CancellationToken cancellationToken)
    {
        var ear = new ServerEar(options.Limits);
        var account = options.Account ?? options.User;
        var tap = new WireTap(
            ear.Hear,
            options.Trace?.Invoke(),
            options.Limits,
            (octets, isReceived) =>
            {
                TrackingMeter.CountBytes(account, octets, isReceived);
                if (isReceived)
                    ear.Feel();
            });
        var client = new ImapClient(tap);
        if (options.ServerCertificateValidation is { } validate)
            client.ServerCertificateValidationCallback = validate;
        var commands = new Commands(client, ear, tap, options.AnswerTimeout, time);
        try
        {
            await commands.RunAsync("connect", options.ConnectTimeout, token => ConnectAsync(client, token), cancellationToken).ConfigureAwait(false);
            commands.VerifyWelcome();
            await new Login(client, commands, options).RunAsync(cancellationToken).ConfigureAwait(false);
            await IdentifyAsync(client, commands, cancellationToken).ConfigureAwait(false);
            await EnableAsync(client, commands, cancellationToken).ConfigureAwait(false);
            return new MailKitSource(client, ear, commands, options);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task ConnectAsync(ImapClient client, CancellationToken cancellationToken)
    {
        if (options.OpenStream is null)
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancellationToken).ConfigureAwait(false);
            return;
        }

        var stream = await options.OpenStream(cancellationToken).ConfigureAwait(false);
        await client.ConnectAsync(stream, options.Host, options.Port, options.Security, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// QRESYNC is agreed on before the first folder is opened (RFC 7162 section 3.2.3); with it comes CONDSTORE, whose
    /// counters some servers keep to themselves until then.
    /// </summary>
    private async Task EnableAsync(ImapClient client, Commands commands, CancellationToken cancellationToken)
    {
        if ((client.Capabilities & ImapCapabilities.QuickResync) == 0)
            return;
        try
        {
            await commands.RunAsync("ENABLE", options.ConnectTimeout, client.EnableQuickResyncAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            // Then there is none.
        }
    }

    /// <summary>Some servers let a client select nothing before it has said who it is.</summary>
    private async Task IdentifyAsync(ImapClient client, Commands commands, CancellationToken cancellationToken)
    {
        if ((client.Capabilities & ImapCapabilities.Id) == 0)
            return;
        var version = typeof(MailKitConnector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var self = new ImapImplementation { Name = "ImapLab", Version = version?.Split('+')[0] };
        try
        {
            await commands.RunAsync("ID", options.ConnectTimeout, token => client.IdentifyAsync(self, token), cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException refused) when (refused.LeavesConnection)
        {
            // Politeness refused.
        }
    }
}
