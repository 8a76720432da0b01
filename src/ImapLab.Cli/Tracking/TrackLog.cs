using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Tracking;

/// <summary>What the host of the accounts has to say for itself.</summary>
internal static partial class TrackLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Events cannot be written: {Why}")]
    public static partial void LogOutputClosed(this ILogger logger, string why);
}
