using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Trackers;

/// <summary>
/// A tracker that is another program: it gets JSON lines on its standard input, and tells events as JSON lines on its
/// standard output. What it writes that is not of that protocol ends the run without a verdict.
/// </summary>
/// <param name="commandLine">What the system's shell runs, once for each life.</param>
public sealed class ExecTracker(string commandLine) : ITrackerKind
{
    public string Name => $"exec:{commandLine}";

    public bool OverTcp => true;

    public ITrackerUnderTest Create(TrackerSite site) => new Life(commandLine, site);

    private sealed class Life(string commandLine, TrackerSite site) : ITrackerUnderTest
    {
        private const int LongestLine = 1024 * 1024;

        private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

        private readonly Lock _gate = new();
        private readonly Queue<string> _complaints = new();
        private Process? _process;
        private TaskCompletionSource? _settling;
        private bool _isOver;
        private string? _failure;

        public string? Failure
        {
            get
            {
                lock (_gate)
                    return _failure;
            }
        }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var isWindows = OperatingSystem.IsWindows();
            var start = new ProcessStartInfo(isWindows ? "cmd.exe" : "/bin/sh")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.ArgumentList.Add(isWindows ? "/c" : "-c");
            start.ArgumentList.Add(commandLine);
            _process = Process.Start(start) ?? throw new InvalidOperationException("The system started no process.");
            _process.ErrorDataReceived += (_, line) => Complain(line.Data);
            _process.BeginErrorReadLine();
            _ = Task.Run(ListenAsync, CancellationToken.None);
            var endPoint = site.EndPoint ?? throw new InvalidOperationException("A program needs a port to connect to.");
            await SayAsync(new JsonObject
            {
                ["do"] = "start",
                ["host"] = endPoint.Address.ToString(),
                ["port"] = endPoint.Port,
                ["user"] = site.User,
                ["password"] = site.Password,
                ["stateDir"] = site.StateDirectory,
            }).ConfigureAwait(false);
        }

        public async Task SettleAsync(CancellationToken cancellationToken)
        {
            var settling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                if (_failure is not null)
                    throw new InvalidOperationException(_failure);
                _settling = settling;
            }

            await SayAsync(new JsonObject { ["do"] = "settle" }).ConfigureAwait(false);
            await settling.Task.ConfigureAwait(false);
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            lock (_gate)
                _isOver = true;
            await SayAsync(new JsonObject { ["do"] = "stop" }).ConfigureAwait(false);
            using var limit = new CancellationTokenSource(TimeToStop);
            try
            {
                await _process!.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"it did not end within {TimeToStop.TotalSeconds:0} s of being told to stop");
            }
        }

        public void Kill()
        {
            lock (_gate)
                _isOver = true;
            End();
        }

        public void Dispose()
        {
            lock (_gate)
                _isOver = true;
            End();
            _process?.Dispose();
        }

        private void End()
        {
            try
            {
                _process?.Kill(entireProcessTree: true);
                _process?.WaitForExit(TimeToStop);
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
        }

        private async Task SayAsync(JsonObject order)
        {
            try
            {
                await _process!.StandardInput.WriteLineAsync(order.ToJsonString()).ConfigureAwait(false);
                await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                // It is gone; who listens to it says why.
            }
        }

        private async Task ListenAsync()
        {
            var lines = new BoundedLines(_process!.StandardOutput, LongestLine);
            try
            {
                while (await lines.ReadAsync().ConfigureAwait(false) is { } line)
                {
                    if (await TakeAsync(line).ConfigureAwait(false) is { } wrong)
                    {
                        Break(wrong);
                        return;
                    }
                }

                await _process.WaitForExitAsync().ConfigureAwait(false);
                Fail($"the tracker's process ended by itself with exit code {_process.ExitCode}");
            }
            catch (InvalidDataException endless)
            {
                Break(endless.Message);
            }
            catch (Exception why) when (why is IOException or InvalidOperationException or ObjectDisposedException)
            {
                Fail($"the tracker cannot be heard: {why.Message}");
            }
        }

        /// <summary>What is wrong with a line; null where nothing is.</summary>
        private async Task<string?> TakeAsync(string line)
        {
            if (line.Length == 0)
                return null;
            try
            {
                using var said = JsonDocument.Parse(line);
                if (said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty("event", out var told))
                {
                    await site.Tell(EventJson.Read(told.GetRawText())).ConfigureAwait(false);
                    return null;
                }

                if (said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty("settled", out var settled) && settled.ValueKind == JsonValueKind.True)
                    return Settled() ? null : "it says that it has settled, but nobody asked";
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException)
            {
                return $"expected {{\"event\":{{…}}}} or {{\"settled\":true}}, found {Shown(line)} ({wrong.Message})";
            }

            return $"expected {{\"event\":{{…}}}} or {{\"settled\":true}}, found {Shown(line)}";
        }

        private bool Settled()
        {
            lock (_gate)
            {
                var asked = _settling;
                _settling = null;
                asked?.TrySetResult();
                return asked is not null;
            }
        }

        private void Break(string wrong)
        {
            Fail($"the tracker broke the protocol: {wrong}");
            End();
        }

        private void Fail(string why)
        {
            lock (_gate)
            {
                if (_isOver || _failure is not null)
                    return;
                _failure = _complaints.Count == 0 ? why : $"{why}; it said: {string.Join(" / ", _complaints)}";
                _settling?.TrySetException(new InvalidOperationException(_failure));
            }
        }

        private void Complain(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            lock (_gate)
            {
                _complaints.Enqueue(Shown(line));
                if (_complaints.Count > 5)
                    _complaints.Dequeue();
            }
        }

        /// <summary>What a program wrote may be anything: what would command a terminal is made visible.</summary>
        private static string Shown(string line)
        {
            var head = string.Concat((line.Length > 200 ? line[..200] : line).Select(letter => char.IsControl(letter) ? $"\\x{(int)letter:x2}" : letter.ToString()));
            return line.Length > 200 ? $"{head}…" : head;
        }
    }
}
