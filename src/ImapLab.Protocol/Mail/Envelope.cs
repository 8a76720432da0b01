namespace ImapLab.Protocol.Mail;

/// <summary>
/// What ENVELOPE tells of a message's header (RFC 9051 section 7.5.2). Texts are the header's own bytes, unfolded, Latin-1: one
/// char is one byte. A text is null where the field is absent and empty where the field is there without content; an address
/// list is empty in both cases.
/// </summary>
public sealed record Envelope
{
    /// <summary>The envelope of a message without header fields.</summary>
    public static readonly Envelope Empty = new();

    public string? Date { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<Address> From { get; init; } = [];

    /// <summary>As <see cref="From"/> where the message has no Sender field.</summary>
    public IReadOnlyList<Address> Sender { get; init; } = [];

    /// <summary>As <see cref="From"/> where the message has no Reply-To field.</summary>
    public IReadOnlyList<Address> ReplyTo { get; init; } = [];

    public IReadOnlyList<Address> To { get; init; } = [];

    public IReadOnlyList<Address> Cc { get; init; } = [];

    public IReadOnlyList<Address> Bcc { get; init; } = [];

    public string? InReplyTo { get; init; }

    public string? MessageId { get; init; }
}
