namespace ImapLab.Differential.Tests.Comparing;

/// <summary>How much of what others did a client may not have been told yet: never less than it is.</summary>
/// <param name="Expunged">Messages of its mailbox that are gone.</param>
/// <param name="Flagged">Messages of its mailbox whose flags are others.</param>
/// <param name="Any">Anything at all, in whatever mailbox.</param>
/// <param name="IsGone">Its mailbox was deleted or renamed.</param>
internal sealed record Untold(int Expunged, int Flagged, bool Any, bool IsGone)
{
    public static readonly Untold Nothing = new(0, 0, false, false);
}
