namespace ImapLab.Server.Mailboxes;

/// <summary>A message on its way into a mailbox: what the mailbox must know of it, without the message being made.</summary>
internal readonly record struct Arrival(IMessageSource Source, int Number, uint Octets)
{
    public static Arrival Of(Message message) => new(message, message.Number, message.Content.Size);

    public static Arrival Of(StoredMessage stored) => new(stored.Source, stored.Number, stored.Message.Content.Size);
}
