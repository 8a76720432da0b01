namespace ImapLab.Server.Mailboxes;

/// <summary>
/// A message, whatever mailbox it is in: a copy of it shares this. It never changes; what changes is a mailbox's
/// <see cref="StoredMessage"/>.
/// </summary>
/// <param name="Number">The order in which the account got its messages, from 1: the name that scenarios and reports call it by.</param>
/// <param name="InternalDate">When the message arrived, or what APPEND said.</param>
public sealed record Message(int Number, DateTimeOffset InternalDate, IMessageContent Content) : IMessageSource
{
    Message IMessageSource.Find(int number) => this;
}

/// <summary>Where a mailbox has a message from: what was delivered is held as it is, what is generated is made when it is asked for.</summary>
internal interface IMessageSource
{
    /// <param name="number">The message's number.</param>
    Message Find(int number);
}
