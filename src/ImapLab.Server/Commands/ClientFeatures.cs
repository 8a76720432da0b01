namespace ImapLab.Server.Commands;

/// <summary>
/// What a client has said that it knows, by ENABLE (RFC 5161) or by using it: from then on the server may say what others would not understand.
/// </summary>
[Flags]
internal enum ClientFeatures
{
    None = 0,

    /// <summary>It is told MODSEQs (RFC 7162 section 3.1).</summary>
    Condstore = 1,

    /// <summary>It is told VANISHED in place of EXPUNGE (RFC 7162 section 3.2).</summary>
    Qresync = 2,

    /// <summary>It takes and gives UTF-8 in quoted strings (RFC 6855).</summary>
    Utf8 = 4,

    /// <summary>It speaks of messages by UID alone (RFC 9586).</summary>
    UidOnly = 8,

    /// <summary>It speaks IMAP4rev2 where that differs from rev1 (RFC 9051 appendix E).</summary>
    Rev2 = 16,

    /// <summary>It is told of annotations that others change (RFC 5464 section 4.1).</summary>
    Metadata = 32,
}
