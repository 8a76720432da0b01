using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.MailKit;
using ImapLab.Tracking.Ports;
using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Tracking;

/// <summary>Follows one account. What ends it is its own affair: the others go on.</summary>
internal sealed partial class AccountService
{
    /// <summary>After a failure of its store, an account that is not alone is taken up again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly TrackedAccount _account;
    private readonly ITrackerStore _store;
    private readonly IEventSink _sink;
    private readonly Deliveries _deliveries;
    private readonly bool _isAlone;
    private readonly ILogger _logger;
    private volatile AccountTracker _tracker;

    /// <exception cref="BadInputException">The store is another account's.</exception>
    public AccountService(TrackedAccount account, ITrackerStore store, IEventSink sink, Deliveries deliveries, bool isAlone, ILogger logger)
    {
        _account = account;
        _store = store;
        _sink = sink;
        _deliveries = deliveries;
        _isAlone = isAlone;
        _logger = logger;
        try
        {
            _tracker = NewTracker();
        }
        catch (ArgumentException wrongAccount) when (wrongAccount.ParamName == "store")
        {
            throw new BadInputException($"{account.Origin}: {wrongAccount.Message}", wrongAccount);
        }
    }

    /// <summary>How it is doing.</summary>
    public TrackerHealth Health => _tracker.Health;

    /// <summary>Looks once.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> SyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _tracker.SyncAsync(cancellationToken).ConfigureAwait(false);
            if (await _deliveries.DrainAsync(cancellationToken).ConfigureAwait(false))
                return ExitCodes.Success;
            Failed(_logger, _account.Name, "not every webhook took every event; what is left waits in the state file.");
            return ExitCodes.Inconclusive;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Inconclusive;
        }
        catch (Exception outside) when (outside is not OutputClosedException && IsOutside(outside))
        {
            Failed(_logger, _account.Name, outside.Message);
            return ExitCodes.Inconclusive;
        }
    }

    /// <summary>Follows until cancelled.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _deliveries.BesideAsync(_tracker.RunAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Success;
            }
#pragma warning disable CA1031 // Whatever befalls one account must not end the others.
            catch (Exception why) when (why is not OutputClosedException && (!_isAlone || IsOutside(why)))
#pragma warning restore CA1031
            {
                Failed(_logger, _account.Name, IsOutside(why) ? why.Message : $"this should not have happened: {why}");
                if (_isAlone)
                    return ExitCodes.Inconclusive;
            }

            try
            {
                await Task.Delay(Rest, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                _tracker = NewTracker();
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.Success;
            }
        }
    }

    private static bool IsOutside(Exception why) => why is SourceException or IOException or System.Data.Common.DbException;

    private AccountTracker NewTracker()
    {
        var tracker = new AccountTracker(new MailKitConnector(_account.Server, TimeProvider.System), _store, _sink, _account.Options, TimeProvider.System);
        tracker.ActivityChanged += Note;
        return tracker;
    }

    private void Note(TrackerActivity activity)
    {
        var text = _isAlone ? ActivityText.Of(activity) : $"{_account.Name}: {ActivityText.Of(activity)}";
        if (activity is { Phase: TrackerPhase.Waiting, Note: not null })
            Trouble(_logger, text);
        else
            Changed(_logger, text);
    }

    /// <summary>Logs what a webhook's carrier has to say.</summary>
    public static void Note(ILogger logger, string account, string note) => Delivered(logger, account, note);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Note}")]
    private static partial void Delivered(ILogger logger, string account, string note);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Activity}")]
    private static partial void Changed(ILogger logger, string activity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Activity}")]
    private static partial void Trouble(ILogger logger, string activity);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: {Why}")]
    private static partial void Failed(ILogger logger, string account, string why);
}
