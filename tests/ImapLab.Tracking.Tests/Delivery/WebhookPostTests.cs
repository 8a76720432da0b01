using System.Net;
using System.Security.Authentication;
using System.Text;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Tests.Fakes;
using ImapLab.Tracking.Webhooks;

namespace ImapLab.Tracking.Tests.Delivery;

[TestFixture]
internal sealed class WebhookPostTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);
    private static readonly OutboxEntry Entry = new(7, Now.AddSeconds(-90), "messageDeleted", "INBOX", "01KF", "{\"event\":\"messageDeleted\",\"subject\":\"Grüße\"}");

    private ManualTime _time = null!;

    [SetUp]
    public void Begin() => _time = new ManualTime();

    [Test]
    public async Task A_request_is_what_EmailEngine_sends()
    {
        HttpRequestMessage? seen = null;
        byte[] body = [];
        var handler = new Handler(async (request, token) =>
        {
            seen = request;
            body = await request.Content!.ReadAsByteArrayAsync(token);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using var post = Post(handler, "geheim");

        Assert.That(await post.PostAsync(Entry, 3, CancellationToken.None), Is.EqualTo(new PostReply.Taken()));

        Assert.That(seen!.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(Encoding.UTF8.GetString(body), Is.EqualTo(Entry.Json));
        Assert.That(seen.Content!.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(Header("X-EE-Wh-Id"), Is.EqualTo("7"));
        Assert.That(Header("X-EE-Wh-Event-Id"), Is.EqualTo("01KF"));
        Assert.That(Header("X-EE-Wh-Attempts-Made"), Is.EqualTo("3"));
        Assert.That(Header("X-EE-Wh-Queued-Time"), Is.EqualTo("90s"));
        Assert.That(Header("User-Agent"), Does.StartWith("imaplab/"));

        // printf '%s' BODY | openssl dgst -sha256 -hmac geheim -binary | basenc --base64url | tr -d =
        Assert.That(Header("X-EE-Wh-Signature"), Is.EqualTo("PP73qXhNxz9b_erQuu0qw9QnLmciYHyFpX_o-Rzax8E"));

        string Header(string name) => string.Join(',', seen!.Headers.GetValues(name));
    }

    [Test]
    public async Task Without_a_secret_nothing_is_signed()
    {
        var handler = new Handler((request, _) =>
        {
            Assert.That(request.Headers.Contains("X-EE-Wh-Signature"), Is.False);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        });
        using var post = Post(handler, null);

        Assert.That(await post.PostAsync(Entry, 0, CancellationToken.None), Is.EqualTo(new PostReply.Taken()));
    }

    [TestCase(200, typeof(PostReply.Taken))]
    [TestCase(299, typeof(PostReply.Taken))]
    [TestCase(301, typeof(PostReply.Unavailable))]
    [TestCase(307, typeof(PostReply.Unavailable))]
    [TestCase(400, typeof(PostReply.Failed))]
    [TestCase(401, typeof(PostReply.Failed))]
    [TestCase(403, typeof(PostReply.Failed))]
    [TestCase(404, typeof(PostReply.Failed))]
    [TestCase(410, typeof(PostReply.Failed))]
    [TestCase(413, typeof(PostReply.Refused))]
    [TestCase(414, typeof(PostReply.Refused))]
    [TestCase(415, typeof(PostReply.Refused))]
    [TestCase(422, typeof(PostReply.Refused))]
    [TestCase(429, typeof(PostReply.Unavailable))]
    [TestCase(431, typeof(PostReply.Refused))]
    [TestCase(500, typeof(PostReply.Failed))]
    [TestCase(502, typeof(PostReply.Failed))]
    [TestCase(503, typeof(PostReply.Unavailable))]
    [TestCase(504, typeof(PostReply.Failed))]
    public async Task A_status_says_what_is_to_become_of_the_event(int status, Type reply)
    {
        using var post = Post(new Handler((_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status))));

        Assert.That(await post.PostAsync(Entry, 0, CancellationToken.None), Is.InstanceOf(reply));
    }

    [TestCase("120", 120)]
    [TestCase("Thu, 15 Jan 2026 10:32:00 GMT", 120)]
    [TestCase("Thu, 15 Jan 2026 10:00:00 GMT", 0)]
    [TestCase("soon", null)]
    public async Task Retry_After_is_understood_in_both_forms(string value, int? seconds)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        answer.Headers.TryAddWithoutValidation("Retry-After", value);
        using var post = Post(new Handler((_, _) => Task.FromResult(answer)));

        var reply = (PostReply.Unavailable)await post.PostAsync(Entry, 0, CancellationToken.None);

        Assert.That(reply.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase(HttpRequestError.NameResolutionError, typeof(PostReply.Unavailable))]
    [TestCase(HttpRequestError.ConnectionError, typeof(PostReply.Unavailable))]
    [TestCase(HttpRequestError.SecureConnectionError, typeof(PostReply.Unavailable))]
    [TestCase(HttpRequestError.ResponseEnded, typeof(PostReply.Failed))]
    [TestCase(HttpRequestError.InvalidResponse, typeof(PostReply.Failed))]
    public async Task Without_a_connection_no_event_is_at_fault(HttpRequestError error, Type reply)
    {
        using var post = Post(new Handler((_, _) => throw new HttpRequestException(error, "outer", new AuthenticationException("why"))));

        var said = await post.PostAsync(Entry, 0, CancellationToken.None);

        Assert.That(said, Is.InstanceOf(reply));
        Assert.That(said.ToString(), Does.Contain("why."));
    }

    [Test]
    public void An_answer_that_does_not_come_is_given_up_on()
    {
        using var post = Post(new Handler(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return new HttpResponseMessage();
        }));
        SynchronizationContext.SetSynchronizationContext(null);

        var asked = post.PostAsync(Entry, 0, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(asked.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(() => asked, Is.InstanceOf<PostReply.Failed>().After(10_000, 5));
    }

    [TestCase("https://example.test/hook?token=geheim", "webhook https://example.test #")]
    [TestCase("http://127.0.0.1:8080/x", "webhook http://127.0.0.1:8080 #")]
    public void A_sinks_name_tells_the_place_and_no_secret(string url, string name)
    {
        var options = new WebhookOptions(new Uri(url)) { Secret = "geheim" };

        Assert.That(options.SinkName, Does.StartWith(name).And.Not.Contain("geheim").And.Length.EqualTo(name.Length + 8));
        Assert.That(options.SinkName, Is.Not.EqualTo(new WebhookOptions(new Uri(url + "y")).SinkName));
        Assert.That(options.ToString(), Is.EqualTo(options.SinkName));
    }

    [TestCase("ftp://example.test/")]
    [TestCase("file:///etc/passwd")]
    public void Only_HTTP_is_posted_to(string url) =>
        Assert.That(() => new WebhookPost(new WebhookOptions(new Uri(url)), _time), Throws.ArgumentException.With.Message.Contains("http"));

    private WebhookPost Post(Handler handler, string? secret = null) =>
        new(new WebhookOptions(new Uri("https://example.test/hook")) { Secret = secret }, _time, handler);

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }
}
