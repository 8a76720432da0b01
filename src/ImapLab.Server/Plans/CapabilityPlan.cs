using ImapLab.Server.Commands;

namespace ImapLab.Server.Plans;

/// <summary>What a server says it can do, and when. The order is kept.</summary>
public sealed record CapabilityPlan
{
    /// <summary>Whether the greeting carries the capabilities (RFC 9051 section 7.1).</summary>
    public bool InGreeting { get; init; }

    /// <summary>Whether the OK of LOGIN and AUTHENTICATE carries them.</summary>
    public bool InLoginReply { get; init; }

    public required IReadOnlyList<string> BeforeLogin { get; init; }

    public required IReadOnlyList<string> AfterLogin { get; init; }

    /// <summary>Names that stand in the lists although nothing behind them is served: a provider's private words.</summary>
    public IReadOnlyList<string> AdvertisedOnly { get; init; } = [];

    public static readonly CapabilityPlan Rev1 = new() { BeforeLogin = ["IMAP4rev1", "AUTH=PLAIN"], AfterLogin = ["IMAP4rev1"] };

    /// <summary>The names that a plan may list because something stands behind them.</summary>
    public static IEnumerable<string> Served => CommandCatalog.AllServed;

    /// <summary>Whether something stands behind a name.</summary>
    public static bool IsServed(string name) => CommandCatalog.Serves(name);

    public bool Has(string name) => AfterLogin.Contains(name, StringComparer.OrdinalIgnoreCase);

    public bool HasBeforeLogin(string name) => BeforeLogin.Contains(name, StringComparer.OrdinalIgnoreCase);
}
