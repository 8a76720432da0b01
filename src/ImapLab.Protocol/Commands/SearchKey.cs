using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Commands;

/// <summary>A condition of SEARCH (RFC 9051 section 6.4.4). Texts are decoded from the charset that the client named.</summary>
public abstract record SearchKey
{
    /// <summary>Every message.</summary>
    public sealed record All : SearchKey;

    public sealed record And(IReadOnlyList<SearchKey> Keys) : SearchKey;

    public sealed record Or(SearchKey Left, SearchKey Right) : SearchKey;

    public sealed record Not(SearchKey Key) : SearchKey;

    /// <summary>SEEN, ANSWERED … and their UN- forms.</summary>
    public sealed record Flag(SystemFlags Value, bool Set) : SearchKey;

    /// <summary>KEYWORD and UNKEYWORD.</summary>
    public sealed record Keyword(string Value, bool Set) : SearchKey;

    /// <summary>A set of sequence numbers, or <c>$</c>.</summary>
    public sealed record Messages(SequenceSet Set) : SearchKey;

    public sealed record Uids(SequenceSet Set) : SearchKey;

    /// <summary>HEADER: a field as it stands there. An empty value asks only that the field is there.</summary>
    public sealed record Header(string Field, string Value) : SearchKey;

    /// <summary>BCC, CC, FROM and TO: the addresses of a field, each written anew without its comments.</summary>
    public sealed record Addresses(string Field, string Value) : SearchKey;

    /// <summary>SUBJECT: blanks in a row count as one.</summary>
    public sealed record Subject(string Value) : SearchKey;

    /// <summary>BODY: text anywhere in the body.</summary>
    public sealed record Body(string Value) : SearchKey;

    /// <summary>TEXT: text anywhere in header or body.</summary>
    public sealed record Text(string Value) : SearchKey;

    /// <summary>LARGER (true) and SMALLER (false), in octets.</summary>
    public sealed record Size(bool Larger, ulong Octets) : SearchKey;

    /// <summary>BEFORE, ON, SINCE, and their SENT- and SAVED- forms. Time and zone are ignored.</summary>
    public sealed record Date(DateRelation Relation, DateOnly Day, DateSource Of) : SearchKey;

    /// <summary>OLDER (true) and YOUNGER (false) than so many seconds (RFC 5032).</summary>
    public sealed record Age(bool Older, uint Seconds) : SearchKey;

    /// <summary>SAVEDATESUPPORTED (RFC 8514 section 4.3): every message of a mailbox that keeps save dates.</summary>
    public sealed record SaveDateSupported : SearchKey;

    /// <summary>X-GM-MSGID.</summary>
    public sealed record XGmMsgId(ulong Value) : SearchKey;

    /// <summary>X-GM-THRID.</summary>
    public sealed record XGmThrId(ulong Value) : SearchKey;

    /// <summary>X-GM-LABELS: the message has the label. A system label has its backslash.</summary>
    public sealed record XGmLabel(string Name) : SearchKey;

    /// <summary>X-GM-RAW: a query in the words of a search box, which needs no other capability whatever it asks.</summary>
    public sealed record XGmRaw(SearchKey Query) : SearchKey;

    /// <summary>The message has an attachment whose name contains a text; any where that is empty.</summary>
    public sealed record Attachment(string Name) : SearchKey;

    /// <summary>EMAILID (RFC 8474 section 6).</summary>
    public sealed record EmailId(string Id) : SearchKey;

    /// <summary>THREADID (RFC 8474 section 6).</summary>
    public sealed record ThreadId(string Id) : SearchKey;

    /// <summary>MODSEQ (RFC 7162 section 3.1.5): changed at or after this.</summary>
    public sealed record ChangedAt(ModSeq Least) : SearchKey;
}

public enum DateRelation
{
    Before,
    On,
    Since,
}

/// <summary>Which of a message's dates is meant.</summary>
public enum DateSource
{
    /// <summary>INTERNALDATE.</summary>
    Received,

    /// <summary>The Date field.</summary>
    Sent,

    /// <summary>When it came into this mailbox (RFC 8514).</summary>
    Saved,
}
