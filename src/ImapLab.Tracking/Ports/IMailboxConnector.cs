namespace ImapLab.Tracking.Ports;

/// <summary>Makes authenticated connections to one account.</summary>
public interface IMailboxConnector
{
    /// <summary>Connects, logs in, and tells the server who we are where it asks (ID, RFC 2971).</summary>
    /// <exception cref="SourceException">It could not; <see cref="SourceException.Fault"/> says whose word that is.</exception>
    Task<IMailboxSource> ConnectAsync(CancellationToken cancellationToken);
}
