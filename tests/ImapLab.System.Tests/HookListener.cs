using System.Net;
using System.Text;
using ImapLab.Tracking.Events;

namespace ImapLab.SystemTests;

/// <summary>Somebody's webhook: a small HTTP server that notes what it is sent.</summary>
internal sealed class HookListener : IAsyncDisposable
{
    /// <summary>What the tracker signs with, given to it as TEST_SECRET.</summary>
    public const string Secret = "geheim-äöü";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly List<HookRequest> _requests = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HookListener(int port)
    {
        Url = $"http://127.0.0.1:{port}/hook?token=abc";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>The status that a request is answered with; null to leave it without an answer.</summary>
    public Func<HookRequest, int?> Answer { get; set; } = _ => 204;

    public static HookListener Start(int port) => new(port);

    public IReadOnlyList<HookRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public async Task AwaitAsync(string what, Func<IReadOnlyList<HookRequest>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition(_requests))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain until {what}.\n{string.Join('\n', Requests)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var request = new HookRequest(context.Request.Url!.PathAndQuery, body.ToArray(), new WebHeaderCollection { context.Request.Headers });
            if (Answer(request) is { } status)
            {
                context.Response.StatusCode = status;
                request = request with { Status = status };
                context.Response.Close();
            }

            lock (_lock)
            {
                _requests.Add(request);
                _changed.SetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}

/// <summary>A request that came, and the status that it was answered with; 0 for none.</summary>
internal sealed record HookRequest(string Path, byte[] Body, WebHeaderCollection Headers, int Status = 0)
{
    public TrackerEvent Event => EventJson.Read(Encoding.UTF8.GetString(Body));

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";
}
