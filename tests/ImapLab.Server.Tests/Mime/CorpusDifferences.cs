namespace ImapLab.Server.Tests.Mime;

/// <summary>
/// Where we answer otherwise than Dovecot, on purpose: in this message's item, <paramref name="Ours"/> stands where Dovecot
/// has <paramref name="Theirs"/> (in the normal form of <see cref="WireTree"/>). One that is no longer needed fails its test.
/// </summary>
internal sealed record CorpusDifference(string Message, string Item, string Theirs, string Ours, string Why);

internal static class CorpusDifferences
{
    private const string Header = "HEADER.FIELDS (subject FROM X-A Received Content-Type X-Absent)";

    private const string KeepOn = "Dovecot gives up at the first syntax error, we read the rest of the list.";
    private const string Trimmed = "Blanks around a value mean nothing (RFC 5322 section 2.2.3); Dovecot keeps them in unstructured fields other than Subject.";
    private const string BadType = "RFC 2045 section 5.2: an unreadable Content-Type is text/plain in US-ASCII; Dovecot says two empty strings.";
    private const string OwnLineEnd = "RFC 2046 section 5.1.1: the line end before a delimiter is the delimiter's. Dovecot counts it here, and not in the same message's HEADER.";
    private const string NoBlankLine = "RFC 9051 section 6.4.5: no blank line where the message has neither body nor blank line. Dovecot follows that in HEADER.FIELDS.NOT only.";

    public static readonly IReadOnlyList<CorpusDifference> All =
    [
        new("address-bare-pair", "ENVELOPE", "((NIL NIL <ada> <example.test>))", "((<ada@example.test> NIL <ada> <example.test>))",
            "An address before an address in brackets is its name, as senders mean it."),
        new("address-bare-pair", "ENVELOPE", "(<Charles Babbage charles> NIL <MISSING_MAILBOX> <MISSING_DOMAIN>)",
            "(<Charles Babbage> NIL <charles> <example.test>)(NIL NIL <x> <example.test>)(NIL NIL <y> <example.test>)", KeepOn),
        new("address-odd", "ENVELOPE", "<SYNTAX_ERROR>", "<example.test>", "The bracket is missing, not the domain."),
        new("address-odd", "ENVELOPE", "(NIL NIL <a> <b>)",
            "(NIL NIL <a> <b>)(NIL NIL <MISSING_MAILBOX> <nothing.test>)(NIL NIL <trailing> <MISSING_DOMAIN>)(NIL NIL <x> <example.test>)", KeepOn),
        new("from-brackets", "ENVELOPE", "(NIL NIL <MISSING_MAILBOX> <SYNTAX_ERROR>)",
            "(NIL NIL <double> <example.test>)(NIL NIL <unclosed quote <u@example.test>> <MISSING_DOMAIN>)", KeepOn),
        new("blanks-within", "ENVELOPE", "<two blanks and a tab then a fold>", "<two  blanks\tand a tab  then a fold>",
            "Dovecot makes one space of any blanks in a Subject; the header's bytes tell more to whoever compares."),
        new("empty-fields", "ENVELOPE", "<  >", "<>", Trimmed),
        new("folded", "ENVELOPE", "< <folded@example.test>>", "<<folded@example.test>>", Trimmed),
        new("trailing-blanks", "ENVELOPE", "+0000  >", "+0000>", Trimmed),
        new("trailing-blanks", "ENVELOPE", "<<trail@example.test>  >", "<<trail@example.test>>", Trimmed),
        new("nul-and-control", "ENVELOPE", "\u00ef\u00bf\u00bd", "\u0080",
            "Dovecot writes U+FFFD for NUL here and 0x80 in the sections, where we have the bytes from."),
        new("header-only", Header, "\\r\\n\\r\\n", "\\r\\n", NoBlankLine),
        new("multipart-no-body", Header, "\\r\\n\\r\\n", "\\r\\n", NoBlankLine),
        new("message-rfc822-empty", "1." + Header, "\\r\\n", "", NoBlankLine),
        new("message-rfc822-empty", "BODY", "<7bit> 24", "<7bit> 22", OwnLineEnd),
        new("message-rfc822-empty", "BODY", "0 0) 1)", "0 0) 0)", OwnLineEnd),
        new("message-rfc822-empty", "BODYSTRUCTURE", "<7bit> 24", "<7bit> 22", OwnLineEnd),
        new("message-rfc822-empty", "BODYSTRUCTURE", "NIL) 1 NIL", "NIL) 0 NIL", OwnLineEnd),
        new("message-rfc822-empty", "2", "header\\r\\n", "header", OwnLineEnd),
        new("message-rfc822-base64", "BODY", "<base64> 34", "<base64> 32", OwnLineEnd),
        new("message-rfc822-base64", "BODY", "0 0) 1)", "0 0) 0)", OwnLineEnd),
        new("message-rfc822-base64", "BODYSTRUCTURE", "<base64> 34", "<base64> 32", OwnLineEnd),
        new("message-rfc822-base64", "BODYSTRUCTURE", "NIL) 1 NIL", "NIL) 0 NIL", OwnLineEnd),
        new("message-rfc822-base64", "1", "\\r\\n", "", OwnLineEnd),
        new("part-defaults", "BODY", "<text> <> (", "<text> <plain> (", BadType),
        new("part-defaults", "BODY", "<> <> NIL NIL NIL <7bit> 1", "<text> <plain> (<charset> <us-ascii>) NIL NIL <7bit> 1 0", BadType),
        new("part-defaults", "BODY", " <> <novalue>", "", "A parameter without a name is none."),
        new("part-defaults", "BODYSTRUCTURE", "<text> <> (", "<text> <plain> (", BadType),
        new("part-defaults", "BODYSTRUCTURE", "<> <> NIL NIL NIL <7bit> 1", "<text> <plain> (<charset> <us-ascii>) NIL NIL <7bit> 1 0", BadType),
        new("part-defaults", "BODYSTRUCTURE", " <> <novalue>", "", "A parameter without a name is none."),
        new("disposition-odd", "BODYSTRUCTURE", "(<> (<filename> <x>))", "NIL", "A disposition without a type is none."),
        new("disposition-odd", "BODYSTRUCTURE", "(<> NIL)", "NIL", "A disposition without a type is none."),
        new("disposition-odd", "BODYSTRUCTURE", "(<en>)", "(<en> <fr> <de>)", KeepOn),
    ];
}
