namespace ImapLab.Tracking.Accounts;

/// <summary>How an account is doing, for people and for what watches over processes.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Activity">What the tracker is at.</param>
/// <param name="At">When this was so; a tracker writes it down whenever its activity changes.</param>
/// <param name="Connections">Connections that are logged in.</param>
/// <param name="LastPass">When all folders that were due had last been looked at; null for never since the start.</param>
/// <param name="Trouble">Why there is no connection, or why the last one was lost; null since the next complete pass.</param>
/// <param name="FoldersAside">Folders that failed again and again and are only tried now and then.</param>
public sealed record TrackerHealth(
    string Account,
    TrackerActivity Activity,
    DateTimeOffset At,
    int Connections,
    DateTimeOffset? LastPass,
    string? Trouble,
    IReadOnlyList<string> FoldersAside)
{
    /// <summary>Whether changes are being followed: the account is connected and its last pass was complete.</summary>
    public bool IsLive => Trouble is null && LastPass is not null && Activity.Phase is not (TrackerPhase.Stopped or TrackerPhase.Waiting);
}
