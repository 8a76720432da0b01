using ImapLab.Tracking.Ports;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapLab.Tracking.MailKit;

/// <summary>Runs MailKit's commands: with a time limit, and with its many exceptions brought to the tracker's few faults.</summary>
internal sealed class Commands(ImapClient client, ServerEar ear, WireTap tap, TimeSpan answerTimeout, TimeProvider time)
{
    private static readonly TimeSpan AfterBye = TimeSpan.FromSeconds(5);

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
        tap.BeginAnswer();
        using var silence = new CancellationTokenSource(limit, time);
        using var timeout = new CancellationTokenSource(limit == Timeout.InfiniteTimeSpan ? limit : answerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, timeout.Token, cancellationToken);
        var isLeaving = false;
        ear.OnSign(() =>
        {
            // A long answer is fine as long as it goes on; after BYE there is nothing to wait for, though some servers
            // repeat it and never close.
            if (ear.LastBye is null && limit != Timeout.InfiniteTimeSpan)
                silence.CancelAfter(limit);
            else if (ear.LastBye is not null && !isLeaving)
                silence.CancelAfter(AfterBye);
            isLeaving = ear.LastBye is not null;
        });
        try
        {
            return await command(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ear.LastBye is null
                ? new SourceException(SourceFault.Connection, $"The server did not answer \"{what}\" in time.")
                : Translate(what, new TimeoutException());
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or SourceException))
        {
            throw Translate(what, failure);
        }
        finally
        {
            ear.OnSign(null);
        }
    }

    /// <summary>Whether the server has not said goodbye: MailKit takes some greetings for welcomes that are none.</summary>
    /// <exception cref="SourceException">It has.</exception>
    public void VerifyWelcome()
    {
        if (ear.LastBye is not null)
            throw Translate("connect", new IOException());
    }

    public CancellationTokenSource NewTimer() => new(Timeout.InfiniteTimeSpan, time);

    public SourceException Translate(string what, Exception failure)
    {
        var said = ear.LastTagged is { Condition: "NO" or "BAD" } tagged ? tagged : null;
        var isPassing = said is not null && Refusal.IsPassing(said.Code, said.Text);
        return failure switch
        {
            AuthenticationException when isPassing => Make(
                Refusal.IsCrowd(said!.Code, said.Text) ? SourceFault.Crowded : SourceFault.Connection,
                $"The server does not let us in now: {Text(said, failure)}"),
            AuthenticationException => Make(SourceFault.Authentication, $"The server does not accept the credentials: {Text(said, failure)}"),
            ImapCommandException or FolderNotFoundException when client.IsConnected => Make(
                isPassing ? SourceFault.RefusedForNow : SourceFault.Refused,
                $"{what} was refused: {Text(said, failure)}"),
            _ => Lost(what, said, failure),
        };

        SourceException Make(SourceFault fault, string message) => new(fault, message, failure)
        {
            Code = said?.Code,
            IsThrottle = isPassing && Refusal.IsThrottle(said!.Code, said.Text),
            RetryAfter = isPassing ? Refusal.RetryAfter(said!.Text) : null,
        };
    }

    /// <summary>The connection is gone. A BYE may say why, and so may a refusal that came before it.</summary>
    private SourceException Lost(string what, ServerLine.Tagged? said, Exception failure)
    {
        var bye = ear.LastBye;
        var isCrowd = !client.IsAuthenticated
            && ((bye is not null && Refusal.IsCrowd(bye.Code, bye.Text)) || (said is not null && Refusal.IsPassing(said.Code, said.Text) && Refusal.IsCrowd(said.Code, said.Text)));
        var message = bye is null
            ? $"The connection was lost at \"{what}\": {failure.Message}"
            : $"The server ended the connection at \"{what}\": {(said is { Text.Length: > 0 } ? said.Text : bye.Text is { Length: > 0 } text ? text : "BYE")}";
        return new SourceException(isCrowd ? SourceFault.Crowded : SourceFault.Connection, message, failure)
        {
            Code = said?.Code ?? bye?.Code,
            IsThrottle = bye is not null && Refusal.IsThrottle(bye.Code, bye.Text),
            RetryAfter = Refusal.RetryAfter(said?.Text) ?? Refusal.RetryAfter(bye?.Text),
        };
    }

    private static string Text(ServerLine.Tagged? said, Exception failure) => said is { Text.Length: > 0 } ? said.Text : failure.Message;
}
