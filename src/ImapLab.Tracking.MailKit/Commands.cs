using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Tracking.MailKit;

/// <summary>Runs MailKit's commands: with a time limit, and with its many exceptions brought to the tracker's few faults.</summary>
internal sealed class Commands(ImapClient client, ServerEar ear, TimeProvider time)
{
    public async Task RunAsync(string what, TimeSpan limit, Func<CancellationToken, Task> command, CancellationToken cancellationToken)
    {
        await RunAsync(
            what,
            limit,
            async token =>
            {
                await command(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> RunAsync<T>(string what, TimeSpan limit, Func<CancellationToken, Task<T>> command, CancellationToken cancellationToken)
    {
        ear.Forget();
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await command(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFault.Connection, $"The server did not answer \"{what}\" in time.");
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or SourceException))
        {
            throw Translate(what, failure);
        }
    }

    public CancellationTokenSource NewTimer() => new(Timeout.InfiniteTimeSpan, time);

    public SourceException Translate(string what, Exception failure)
    {
        var said = ear.LastTagged is { Condition: "NO" or "BAD" } tagged ? tagged : null;
        var text = said is { Text.Length: > 0 } ? said.Text : failure.Message;
        var code = said?.Code;
        var isPassing = said is { Condition: "NO" or "BAD" } && Refusal.IsPassing(code, said.Text);
        return failure switch
        {
            AuthenticationException when isPassing => new SourceException(SourceFault.Connection, $"The server does not let us in now: {text}", failure) { Code = code },
            AuthenticationException => new SourceException(SourceFault.Authentication, $"The server does not accept the credentials: {text}", failure) { Code = code },
            ImapCommandException or FolderNotFoundException when client.IsConnected => new SourceException(
                isPassing ? SourceFault.RefusedForNow : SourceFault.Refused,
                $"{what} was refused: {text}",
                failure)
            {
                Code = code,
            },
            _ => new SourceException(SourceFault.Connection, $"The connection was lost at \"{what}\": {failure.Message}", failure),
        };
    }
}
