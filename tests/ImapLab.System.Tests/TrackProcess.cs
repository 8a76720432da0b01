using System.Diagnostics;
using ImapLab.Tracking.Events;

namespace ImapLab.SystemTests;

/// <summary>The real <c>imaplab track</c>, as a process of its own.</summary>
internal sealed class TrackProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly List<TrackerEvent> _events;
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new();
    private bool _isWatching;

    private TrackProcess(Process process, List<TrackerEvent> events)
    {
        _process = process;
        _events = events;
    }

    /// <summary>Starts following the user <c>u</c>.</summary>
    /// <param name="server">The server.</param>
    /// <param name="state">The state file.</param>
    /// <param name="events">Where its events are added, across several processes.</param>
    /// <param name="more">Further options.</param>
    public static TrackProcess Start(DovecotServer server, string state, List<TrackerEvent> events, params string[] more) =>
        Start(server.Port, "u", DovecotServer.Password, state, events, more);

    /// <summary>Starts following a server of our own.</summary>
    /// <param name="server">The server.</param>
    /// <param name="state">The state file.</param>
    /// <param name="events">Where its events are added, across several processes.</param>
    /// <param name="more">Further options.</param>
    public static TrackProcess Start(ServeProcess server, string state, List<TrackerEvent> events, params string[] more) =>
        Start(server.Port, ServeProcess.User, ServeProcess.Password, state, events, more);

    private static TrackProcess Start(int port, string user, string password, string state, List<TrackerEvent> events, params string[] more)
    {
        return Start(
            events,
            password,
            [
                "--host", "127.0.0.1", "--port", $"{port}", "--tls", "none", "--user", user,
                "--password-env", "TEST_PASSWORD", "--state", state, "--follow", "--poll", "1", .. more,
            ]);
    }

    /// <summary>Starts it with these arguments, and a password in TEST_PASSWORD.</summary>
    public static TrackProcess Start(List<TrackerEvent> events, string password, params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "imaplab.dll"), "track", .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TEST_PASSWORD"] = password;
        start.Environment["TEST_SECRET"] = HookListener.Secret;
        var track = new TrackProcess(new Process { StartInfo = start }, events);
        track._process.OutputDataReceived += (_, line) => track.Note(line.Data, isEvent: true);
        track._process.ErrorDataReceived += (_, line) => track.Note(line.Data, isEvent: false);
        track._process.Start();
        track._process.BeginOutputReadLine();
        track._process.BeginErrorReadLine();
        return track;
    }

    /// <summary>Waits until the events told so far satisfy a condition and the tracker is back at its watch.</summary>
    public async Task AwaitAsync(string what, Func<IReadOnlyList<TrackerEvent>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_isWatching && condition(_events))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain until {what}.\n{Describe()}");
            }
        }
    }

    /// <summary>What it logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _log);
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Asks it to stop as a service manager does.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using (Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        using (var limit = new CancellationTokenSource(Limit))
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private string Describe()
    {
        lock (_lock)
            return string.Join('\n', _events.Select(EventJson.Write).Concat(_log));
    }

    private void Note(string? line, bool isEvent)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            if (isEvent)
                _events.Add(EventJson.Read(line));
            else
                _log.Add(line);
            _isWatching = isEvent ? _isWatching : line.Contains("watching", StringComparison.Ordinal);
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }
}
