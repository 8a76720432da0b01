using System.Globalization;
using System.Net;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Webhooks;

/// <summary>
/// What an HTTP answer says of the event and of those after it. EmailEngine tries every answer but 2xx and 3xx again,
/// as a receiver may be set up wrongly only for a while; so do we, except where the answer speaks of this very body.
/// </summary>
internal static class WebhookReply
{
    /// <summary>RFC 9110 section 15.5, RFC 6585 section 5: too large, or of a kind that is not taken. The next attempt is the same body.</summary>
    private static readonly HttpStatusCode[] Final =
    [
        HttpStatusCode.RequestEntityTooLarge,
        HttpStatusCode.RequestUriTooLong,
        HttpStatusCode.UnsupportedMediaType,
        HttpStatusCode.UnprocessableEntity,
        HttpStatusCode.RequestHeaderFieldsTooLarge,
    ];

    public static PostReply Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}.");
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PostReply.Taken(),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                new PostReply.Unavailable($"{status} Redirects are not followed; give the URL where they lead.", RetryAfter(response, now)),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new PostReply.Unavailable(status, RetryAfter(response, now)),
            _ when Final.Contains(response.StatusCode) => new PostReply.Refused(status),
            _ => new PostReply.Failed(status, RetryAfter(response, now)),
        };
    }

    /// <summary>Without a connection no event is at fault. Once there was one, this event may be why it ended.</summary>
    public static PostReply Of(HttpRequestException failure)
    {
        var why = (failure.InnerException ?? failure).Message;
        why = why.EndsWith('.') ? why : why + ".";
        return failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            ? new PostReply.Unavailable(why)
            : new PostReply.Failed(why);
    }

    /// <summary>RFC 9110 section 10.2.3: seconds, or a date.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
