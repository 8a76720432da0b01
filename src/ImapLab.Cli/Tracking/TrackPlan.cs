using ImapLab.Tracking.Webhooks;
using Microsoft.Extensions.Logging;

namespace ImapLab.Cli.Tracking;

/// <summary>All that <c>imaplab track</c> was asked to do.</summary>
/// <param name="Accounts">At least one.</param>
/// <param name="Once">Look once and end.</param>
/// <param name="Trace">The file for the conversation with the servers; null for none.</param>
/// <param name="Health">The file that says how the accounts are doing; null for none.</param>
/// <param name="LogLevel">The least that is logged.</param>
/// <param name="Webhooks">Where each account's events are posted as well.</param>
/// <param name="ParkAfter">How long a webhook may refuse an event before it is set aside.</param>
internal sealed record TrackPlan(
    IReadOnlyList<TrackedAccount> Accounts,
    bool Once,
    string? Trace,
    string? Health,
    LogLevel LogLevel,
    IReadOnlyList<WebhookOptions> Webhooks,
    TimeSpan ParkAfter);
