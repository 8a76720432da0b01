namespace ImapLab.Server.Mailboxes;

/// <summary>Gives an account's changes their order and their time.</summary>
internal sealed class AccountClock(TimeProvider time)
{
    private long _ordinal;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The ordinal of the last change; 0 before the first.</summary>
    public long Ordinal => _ordinal;

    public long NextOrdinal() => ++_ordinal;
}
