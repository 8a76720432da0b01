using System.CommandLine;
using ImapLab.Tracking.Webhooks;

namespace ImapLab.Cli.Commands;

/// <summary>The options that say where events are posted, and what signs them.</summary>
internal sealed class WebhookOption
{
    private readonly Option<string[]> _urls = new("--webhook")
    {
        Description = "Post each event to a URL as well, as EmailEngine's webhooks come. May be repeated.",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly SecretOption _secret = new("webhook-secret", "the secret that signs webhooks (X-EE-Wh-Signature)");

    public void AddTo(Command command)
    {
        command.Add(_urls);
        _secret.AddTo(command);
    }

    /// <exception cref="BadInputException">A URL is none that can be posted to, or the secret cannot be had.</exception>
    public IReadOnlyList<WebhookOptions> Read(ParseResult parsed)
    {
        var urls = parsed.GetValue(_urls) ?? [];
        var secret = _secret.Read(parsed);
        if (secret is not null && urls.Length == 0)
            throw new BadInputException("A webhook secret is given, but no --webhook URL that it could sign for.");
        var webhooks = urls.Select(url => new WebhookOptions(Parse(url)) { Secret = secret }).ToList();
        return webhooks.Select(webhook => webhook.SinkName).Distinct().Count() == webhooks.Count
            ? webhooks
            : throw new BadInputException("--webhook: expected each URL once.");
    }

    private static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
            throw new BadInputException($"--webhook {text}: expected a URL such as https://example.test/hook.");
        if (url.UserInfo.Length > 0)
            throw new BadInputException("--webhook: expected a URL without a user name and password, which others could read on the command line. Events are signed with --webhook-secret-env or --webhook-secret-file.");
        return url.Fragment.Length == 0 ? url : throw new BadInputException($"--webhook {text}: expected a URL without a fragment (#).");
    }
}
