using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapLab.Tracking.Webhooks;

/// <summary>Where events are posted, and how that is proven to be us.</summary>
/// <param name="Url">An absolute http or https URL.</param>
public sealed record WebhookOptions(Uri Url)
{
    /// <summary>What signs the body; null for no signature. EmailEngine calls it the service secret.</summary>
    public string? Secret { get; init; }

    /// <summary>How long one attempt may take, from the first byte to the status line. EmailEngine's limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The name in logs and in the state file: where it is, and a digest of the whole URL, since people put secrets into
    /// paths and queries.
    /// </summary>
    public string SinkName
    {
        get
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri));
            return string.Create(CultureInfo.InvariantCulture, $"webhook {Url.Scheme}://{Url.Authority} #{Convert.ToHexStringLower(digest, 0, 4)}");
        }
    }

    /// <summary>Leaves the secret out: a log is no place for it.</summary>
    public override string ToString() => SinkName;
}
