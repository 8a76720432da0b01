namespace ImapLab.Protocol.Mail;

/// <summary>
/// A mailbox's name as people read it, decoded. <c>INBOX</c> in any case is one name (RFC 9051 section 5.1); all others
/// are compared as they are.
/// </summary>
public readonly record struct MailboxName
{
    public static readonly MailboxName Inbox = new("INBOX");

    public MailboxName(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : text;
    }

    public string Text { get; }

    public bool IsInbox => Text == "INBOX";

    /// <summary>With <c>INBOX</c> as the first level in its one spelling too: what is below INBOX is below it in any case.</summary>
    public MailboxName WithInbox(char delimiter) =>
        Text.Length > 5 && Text[5] == delimiter && Text.StartsWith("INBOX", StringComparison.OrdinalIgnoreCase) && !Text.StartsWith("INBOX", StringComparison.Ordinal)
            ? new MailboxName($"INBOX{Text[5..]}")
            : this;

    /// <summary>In Unicode's form NFC (RFC 9051 section 5.1).</summary>
    public MailboxName Normalized() => Nfc.Of(Text) is var normal && ReferenceEquals(normal, Text) ? this : new MailboxName(normal);

    /// <summary>The last level of the name.</summary>
    public string Leaf(char delimiter) => Text[(Text.LastIndexOf(delimiter) + 1)..];

    /// <summary>The name one level up, or null at the top.</summary>
    public MailboxName? Parent(char delimiter) =>
        Text.LastIndexOf(delimiter) is > 0 and var at ? new MailboxName(Text[..at]) : null;

    public bool IsBelow(MailboxName other, char delimiter) =>
        Text.Length > other.Text.Length && Text.StartsWith(other.Text, StringComparison.Ordinal) && Text[other.Text.Length] == delimiter;

    public override string ToString() => Text;
}
