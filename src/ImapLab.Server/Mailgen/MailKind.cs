namespace ImapLab.Server.Mailgen;

/// <summary>What a generated message is made of.</summary>
public enum MailKind
{
    /// <summary>One part of plain ASCII text.</summary>
    Plain,

    /// <summary>The same text as plain text and as HTML: multipart/alternative.</summary>
    Html,

    /// <summary>A text and a file in base64: multipart/mixed.</summary>
    Attachment,

    /// <summary>A multipart within a multipart, and a forwarded message: message/rfc822.</summary>
    Nested,

    /// <summary>Names and subject in encoded words (RFC 2047), text in 8-bit UTF-8.</summary>
    International,
}
