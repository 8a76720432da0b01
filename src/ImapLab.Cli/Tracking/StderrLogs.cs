using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Tracking;

/// <summary>Logs as lines on standard error: <c>imaplab: warning: user@example.test: …</c>.</summary>
internal sealed class StderrLogs(LogLevel least) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(least);

    public void Dispose()
    {
        // Each line is written when it comes.
    }

    private sealed class Lines(LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var level = logLevel == LogLevel.Information ? "" : $"{logLevel.ToString().ToLowerInvariant()}: ";
            Console.Error.WriteLine($"imaplab: {level}{formatter(state, exception)}");
        }
    }
}
