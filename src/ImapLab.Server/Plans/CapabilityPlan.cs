using System.Collections.Frozen;
using ImapLab.Server.Commands;
using ImapLab.Server.Sasl;
using ImapLab.Server.Sessions;

namespace ImapLab.Server.Plans;

/// <summary>What a server says it can do, and when. The order is kept.</summary>
public sealed record CapabilityPlan
{
    private FrozenSet<string> _before = FrozenSet<string>.Empty;
    private FrozenSet<string> _after = FrozenSet<string>.Empty;
    private FrozenDictionary<string, string> _values = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether the greeting carries the capabilities (RFC 9051 section 7.1).</summary>
    public bool InGreeting { get; init; }

    /// <summary>Whether the OK of LOGIN and AUTHENTICATE carries them.</summary>
    public bool InLoginReply { get; init; }

    /// <summary>Whether a client that asked for them before login gets them in a reply of its own in place of that.</summary>
    public bool UntaggedWhereAsked { get; init; }

    public required IReadOnlyList<string> BeforeLogin
    {
        get;
        init
        {
            field = value;
            _before = CapabilityTable.Closure(value);
        }
    }

    public required IReadOnlyList<string> AfterLogin
    {
        get;
        init
        {
            field = value;
            _after = CapabilityTable.Closure(value);
            _values = CapabilityTable.Values(value);
        }
    }

    /// <summary>Names that stand in the lists although nothing behind them is served: a provider's private words.</summary>
    public IReadOnlyList<string> AdvertisedOnly { get; init; } = [];

    public static readonly CapabilityPlan Rev1 = new() { BeforeLogin = ["IMAP4rev1", "AUTH=PLAIN"], AfterLogin = ["IMAP4rev1"] };

    /// <summary>The names that a plan may list because something stands behind them.</summary>
    public static IEnumerable<string> Served => CommandCatalog.AllServed;

    /// <summary>Whether something stands behind a name.</summary>
    public static bool IsServed(string name) => CommandCatalog.Serves(name);

    /// <summary>Whether a client that is logged in has something: advertised, or implied by what is.</summary>
    public bool Has(string name) => _after.Contains(name) && !IsOnlySaid(name);

    public bool HasBeforeLogin(string name) => _before.Contains(name) && !IsOnlySaid(name);

    /// <summary>What a client is told, as things stand with its connection.</summary>
    internal IReadOnlyList<string> Told(bool loggedIn, SessionLayers layers)
    {
        var all = loggedIn ? AfterLogin : BeforeLogin;
        if (layers.IsCompressed)
            all = [.. all.Where(name => !IsOneOf(name, "COMPRESS=DEFLATE"))];
        if (layers.IsSecure)
            return [.. all.Where(name => !IsOneOf(name, "STARTTLS", "LOGINDISABLED"))];
        return all.Any(name => IsOneOf(name, "LOGINDISABLED")) ? [.. all.Where(name => SaslMechanisms.OfCapability(name) is not { RevealsSecret: true })] : all;
    }

    /// <summary>The value of a capability such as <c>APPENDLIMIT=35651584</c>; null where it is not advertised, or without a value.</summary>
    public string? ValueOf(string name) => _values.GetValueOrDefault(name) is { } value && !IsOnlySaid($"{name}={value}") ? value : null;

    private static bool IsOneOf(string name, params ReadOnlySpan<string> names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private bool IsOnlySaid(string name) => AdvertisedOnly.Contains(name, StringComparer.OrdinalIgnoreCase);
}
