using System.Diagnostics.Metrics;

namespace ImapLab.Tracking.Metrics;

/// <summary>
/// The engine's counters, for <c>dotnet-counters</c>, OpenTelemetry or any other listener. Every measurement carries the
/// tag <c>account</c>. The names are in docs/tracking-operations.md.
/// </summary>
public static class TrackingMeter
{
    public const string Name = "ImapLab.Tracking";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("imaplab.tracking.events", "{event}", "Events that came to be, by kind.");
    private static readonly Counter<long> Looks = Meter.CreateCounter<long>("imaplab.tracking.looks", "{look}", "Looks into folders, by what settled them.");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("imaplab.tracking.commands", "{command}", "Questions to servers, each a round trip.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("imaplab.tracking.bytes", "By", "Bytes on the wire, after TLS and compression are taken off.");
    private static readonly Counter<long> Logins = Meter.CreateCounter<long>("imaplab.tracking.logins", "{login}", "Attempts to connect and log in.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("imaplab.tracking.refusals", "{refusal}", "Refusals and lost connections, by kind.");
    private static readonly Counter<double> Backoff = Meter.CreateCounter<double>("imaplab.tracking.backoff", "s", "Time for which the engine chose to be away or silent.");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("imaplab.tracking.lag", "s", "From the moment an event is written down until a sink has taken it.");
    private static readonly Gauge<int> Connections = Meter.CreateGauge<int>("imaplab.tracking.connections", "{connection}", "Connections that are logged in.");
    private static readonly Gauge<int> Folders = Meter.CreateGauge<int>("imaplab.tracking.folders", "{folder}", "Folders by health: well, failing or aside.");

    /// <summary>Counts bytes on the wire.</summary>
    public static void CountBytes(string account, int count, bool isReceived) =>
        Bytes.Add(count, Account(account), new("direction", isReceived ? "received" : "sent"));

    internal static void CountEvent(string account, string kind) => Events.Add(1, Account(account), new("event", kind));

    internal static void CountLook(string account, string strategy) => Looks.Add(1, Account(account), new("strategy", strategy));

    internal static void CountCommand(string account, string command) => Commands.Add(1, Account(account), new("command", command));

    internal static void CountLogin(string account) => Logins.Add(1, Account(account));

    internal static void CountRefusal(string account, string kind) => Refusals.Add(1, Account(account), new("kind", kind));

    internal static void AddBackoff(string account, TimeSpan wait, string reason) =>
        Backoff.Add(wait.TotalSeconds, Account(account), new("reason", reason));

    internal static void RecordLag(string account, TimeSpan lag) => Lag.Record(lag.TotalSeconds, Account(account));

    internal static void RecordConnections(string account, int open) => Connections.Record(open, Account(account));

    internal static void RecordFolders(string account, string health, int count) =>
        Folders.Record(count, Account(account), new("health", health));

    private static KeyValuePair<string, object?> Account(string account) => new("account", account);
}
