using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Webhooks;

/// <summary>
/// Posts events over HTTP as EmailEngine's webhooks come (workers/webhooks.js of postalsys/emailengine): one event a
/// request, signed by <c>X-EE-Wh-Signature</c>, the base64url of the body's HMAC-SHA256. The body is the event as it
/// stands in the log, so it is the same at each attempt; <c>eventId</c> is in the body and in <c>X-EE-Wh-Event-Id</c>.
/// </summary>
public sealed class WebhookPost : IEventPost, IDisposable
{
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly byte[]? _secret;

    /// <exception cref="ArgumentException">The URL is not one that can be posted to.</exception>
    public WebhookPost(WebhookOptions options, TimeProvider time)
        : this(options, time, NewHandler())
    {
    }

    internal WebhookPost(WebhookOptions options, TimeProvider time, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Url.IsAbsoluteUri || (options.Url.Scheme != Uri.UriSchemeHttp && options.Url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("A webhook's URL begins with http:// or https://.", nameof(options));
        _options = options;
        _time = time;
        _secret = options.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<PostReply> PostAsync(OutboxEntry entry, int attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var request = Request(entry, attempt);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return WebhookReply.Of(response, _time.GetUtcNow());
        }
        catch (HttpRequestException failure)
        {
            return WebhookReply.Of(failure);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new PostReply.Failed(string.Create(CultureInfo.InvariantCulture, $"no answer in {_options.Timeout.TotalSeconds:0.#} seconds."));
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler NewHandler() => new()
    {
        // What was meant for one host, and signed for it, is not carried to another.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A name may come to mean another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private HttpRequestMessage Request(OutboxEntry entry, int attempt)
    {
        var body = Encoding.UTF8.GetBytes(entry.Json);
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("imaplab", typeof(WebhookPost).Assembly.GetName().Version!.ToString(3)));
        var waited = Math.Max(0, (long)(_time.GetUtcNow() - entry.At).TotalSeconds);
        Add("X-EE-Wh-Id", string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence}"));
        Add("X-EE-Wh-Event-Id", entry.EventId);
        Add("X-EE-Wh-Attempts-Made", string.Create(CultureInfo.InvariantCulture, $"{attempt}"));
        Add("X-EE-Wh-Queued-Time", string.Create(CultureInfo.InvariantCulture, $"{waited}s"));
        if (_secret is not null)
            Add("X-EE-Wh-Signature", Base64Url.EncodeToString(HMACSHA256.HashData(_secret, body)));
        return request;

        void Add(string name, string value) => request.Headers.Add(name, value);
    }
}
