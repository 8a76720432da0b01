using ImapLab.Profiles.Yaml;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.MailKit;
using MailKit.Security;

namespace ImapLab.Cli.Tracking;

/// <summary>Reads one account of an accounts file; what it does not say, the file's defaults may.</summary>
internal sealed class AccountSettings(YamlMap own, YamlMap? defaults, string folder)
{
    public static readonly string[] SharedKeys = ["host", "port", "tls", "ca-file", "insecure", "folders", "idle", "poll", "keepalive"];

    public static readonly string[] OwnKeys = ["account", "user", "password-env", "password-file", "token-file", "token-command", "state", .. SharedKeys];

    private static readonly (string, SecureSocketOptions)[] Security =
        [("none", SecureSocketOptions.None), ("starttls", SecureSocketOptions.StartTls), ("implicit", SecureSocketOptions.SslOnConnect)];

    /// <param name="states">The folder of state files that have no name of their own; null where there is none.</param>
    /// <returns>Null where something is wrong; the file's errors say what.</returns>
    public TrackedAccount? Read(string? states)
    {
        var errors = own.Errors.Count;
        var user = own.Required("user", "the name to log in with")?.Text();
        var host = (Find("host") ?? own.Required("host", "the server's name or address"))?.Text();
        var security = Find("tls")?.OneOf(Security) ?? SecureSocketOptions.SslOnConnect;
        var server = WithSecret(new MailKitOptions
        {
            Host = host ?? "",
            Port = Find("port")?.Whole("a port", 1, ushort.MaxValue) ?? (security == SecureSocketOptions.SslOnConnect ? 993 : 143),
            Security = security,
            User = user ?? "",
        });
        var account = own.Optional("account")?.Text("the account's name in events") ?? user ?? "";
        var options = new TrackerOptions
        {
            Account = account,
            Folders = [.. (Find("folders")?.Items("a list of patterns") ?? []).Select(pattern => pattern.Text("a pattern")).OfType<string>()],
            Watched = Find("idle")?.Text("a folder") ?? "INBOX",
            KeepAlive = Find("keepalive")?.OneOf(("noop", KeepAlive.Noop), ("status", KeepAlive.Status)) ?? KeepAlive.Noop,
            JitterSeed = (ulong)Environment.ProcessId,
        };
        options = WithPolls(options);
        server = WithTrust(server) with { Account = account };
        if (own.Errors.Count > errors)
            return null;
        var state = own.Optional("state")?.Text("a file") is { } file ? Path.Combine(folder, file) : states is null ? null : Path.Combine(states, FileName(account));
        return new TrackedAccount(server, options, state, $"{(own.Optional("state") ?? own).Place}: the state of {account}");
    }

    private YamlNode? Find(string key) => own.Optional(key) ?? defaults?.Optional(key);

    private MailKitOptions WithSecret(MailKitOptions server)
    {
        string[] keys = ["password-env", "password-file", "token-file", "token-command"];
        var given = keys.Where(key => own.Optional(key) is not null).ToList();
        if (given.Count != 1)
        {
            own.Errors.Add(own.Place, $"expected one of {string.Join(", ", keys)}, found {(given.Count == 0 ? "none" : string.Join(" and ", given))}; a secret itself never stands in this file");
            return server;
        }

        var node = own.Optional(given[0])!;
        if (node.Text() is not { } text)
            return server;
        try
        {
            return given[0] switch
            {
                "password-env" => server with { Password = Secrets.FromVariable(given[0], text) },
                "password-file" => server with { Password = Secrets.FromFile(given[0], Path.Combine(folder, text)) },
                "token-file" => server with { Token = Secrets.TokenFile(Path.Combine(folder, text)) },
                _ => server with { Token = Secrets.TokenCommand(text) },
            };
        }
        catch (BadInputException missing)
        {
            own.Errors.Add(node.Place, missing.Message);
            return server;
        }
    }

    private MailKitOptions WithTrust(MailKitOptions server)
    {
        if (Find("insecure")?.Flag() == true)
            return server with { ServerCertificateValidation = ServerTrust.Blind };
        if (Find("ca-file") is not { } node || node.Text("a file") is not { } file)
            return server;
        try
        {
            return server with { ServerCertificateValidation = ServerTrust.Of("ca-file", Path.Combine(folder, file)) };
        }
        catch (BadInputException unreadable)
        {
            own.Errors.Add(node.Place, unreadable.Message);
            return server;
        }
    }

    /// <summary>A length of time for all folders, or a map of patterns, where <c>*</c> is for all others.</summary>
    private TrackerOptions WithPolls(TrackerOptions options)
    {
        if (Find("poll") is not { } node)
            return options;
        if (node is not YamlMap map)
            return Span(node) is { } all ? options with { Poll = all } : options;
        var rules = map.Entries.Select(entry => (Folder: entry.Key.Value, Interval: Span(entry.Value))).ToList();
        return options with
        {
            Poll = rules.Find(rule => rule.Folder == "*").Interval ?? options.Poll,
            Polls = [.. rules.Where(rule => rule.Folder != "*" && rule.Interval is not null).Select(rule => new PollRule(rule.Folder, rule.Interval!.Value))],
        };
    }

    private static TimeSpan? Span(YamlNode node)
    {
        if (node is YamlScalar scalar && Spans.Read(scalar.Value) is { } span)
            return span;
        node.Reject(Spans.Expected);
        return null;
    }

    private static string FileName(string account) =>
        string.Concat(account.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@' or '+' ? letter : '_')) + ".db";
}
