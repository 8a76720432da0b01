using System.Globalization;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Protocol.Replies;

/// <summary>What stands in brackets before a status text (RFC 9051 section 7.1, RFC 5530).</summary>
/// <param name="Name">The code in upper case.</param>
/// <param name="Arguments">What follows it, as on the wire; null for a code that stands alone.</param>
public sealed record ResponseCode(string Name, string? Arguments = null)
{
    public static readonly ResponseCode ReadWrite = new("READ-WRITE");
    public static readonly ResponseCode ReadOnly = new("READ-ONLY");
    public static readonly ResponseCode Closed = new("CLOSED");
    public static readonly ResponseCode TryCreate = new("TRYCREATE");
    public static readonly ResponseCode UidRequired = new("UIDREQUIRED");
    public static readonly ResponseCode NoModSeq = new("NOMODSEQ");
    public static readonly ResponseCode AuthenticationFailed = new("AUTHENTICATIONFAILED");
    public static readonly ResponseCode AuthorizationFailed = new("AUTHORIZATIONFAILED");
    public static readonly ResponseCode CompressionActive = new("COMPRESSIONACTIVE");
    public static readonly ResponseCode Expired = new("EXPIRED");
    public static readonly ResponseCode PrivacyRequired = new("PRIVACYREQUIRED");
    public static readonly ResponseCode AlreadyExists = new("ALREADYEXISTS");
    public static readonly ResponseCode NonExistent = new("NONEXISTENT");
    public static readonly ResponseCode NoPermission = new("NOPERM");
    public static readonly ResponseCode OverQuota = new("OVERQUOTA");
    public static readonly ResponseCode Cannot = new("CANNOT");
    public static readonly ResponseCode ExpungeIssued = new("EXPUNGEISSUED");
    public static readonly ResponseCode UnknownCte = new("UNKNOWN-CTE");
    public static readonly ResponseCode UidNotSticky = new("UIDNOTSTICKY");
    public static readonly ResponseCode TooBig = new("TOOBIG");
    public static readonly ResponseCode NotificationOverflow = new("NOTIFICATIONOVERFLOW");

    public static ResponseCode Capability(IEnumerable<string> names) => new("CAPABILITY", string.Join(' ', names));

    public static ResponseCode UidValidity(UidValidity value) => Number("UIDVALIDITY", value.Value);

    public static ResponseCode UidNext(Uid value) => Number("UIDNEXT", value.Value);

    public static ResponseCode Unseen(Msn first) => Number("UNSEEN", (ulong)first.Value);

    public static ResponseCode HighestModSeq(ModSeq value) => Number("HIGHESTMODSEQ", value.Value);

    /// <summary>How many messages one command may process (RFC 9738 section 3).</summary>
    /// <param name="lowest">The lowest UID that was processed; null where none was.</param>
    public static ResponseCode MessageLimit(int most, Uid? lowest) =>
        new("MESSAGELIMIT", lowest is { } uid ? string.Create(CultureInfo.InvariantCulture, $"{most} {uid}") : most.ToString(CultureInfo.InvariantCulture));

    /// <summary>How far a command has come (RFC 9585 section 3).</summary>
    /// <param name="tag">Whose progress it is.</param>
    public static ResponseCode InProgress(string tag, int done, int all) =>
        new("INPROGRESS", string.Create(CultureInfo.InvariantCulture, $"(\"{tag}\" {done} {all})"));

    /// <summary>The flags that a client may change for good; <c>\*</c> says that it may make keywords.</summary>
    public static ResponseCode PermanentFlags(IEnumerable<string> names) => new("PERMANENTFLAGS", $"({string.Join(' ', names)})");

    /// <summary>APPENDUID (RFC 4315 section 3), with as many UIDs as messages (RFC 3502).</summary>
    public static ResponseCode AppendUid(UidValidity epoch, IReadOnlyList<Uid> uids) => new("APPENDUID", $"{epoch} {SequenceSet.Of(uids)}");

    /// <summary>MAILBOXID (RFC 8474 section 4).</summary>
    public static ResponseCode MailboxId(string id) => new("MAILBOXID", $"({id})");

    /// <summary>BADURL (RFC 4469 section 4.1).</summary>
    /// <param name="url">As the client wrote it; what cannot stand in a code is left out.</param>
    public static ResponseCode BadUrl(string url) => new("BADURL", string.Concat(url.Where(character => character is > '\u001f' and not (']' or '\u007f'))));

    /// <summary>COPYUID (RFC 4315 section 3): what became what, pair by pair.</summary>
    public static ResponseCode CopyUid(UidValidity epoch, IReadOnlyList<(Uid From, Uid To)> pairs) =>
        new("COPYUID", $"{epoch} {SequenceSet.Of(pairs.Select(pair => pair.From))} {SequenceSet.Of(pairs.Select(pair => pair.To))}");

    /// <summary>MODIFIED (RFC 7162 section 3.1.3): the messages that a conditional STORE left alone.</summary>
    public static ResponseCode Modified(SequenceSet messages) => new("MODIFIED", messages?.ToString());

    /// <summary>BADEVENT (RFC 5465 section 8).</summary>
    /// <param name="events">As on the wire: in parentheses where the standard is kept.</param>
    public static ResponseCode BadEvent(string events) => new("BADEVENT", events);

    /// <summary>NOUPDATE (RFC 5267 section 4.3.1): the search of this tag is not kept up to date.</summary>
    public static ResponseCode NoUpdate(string tag) => new("NOUPDATE", $"\"{tag}\"");

    private static ResponseCode Number(string name, ulong value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => string.IsNullOrEmpty(Arguments) ? $"[{Name}]" : $"[{Name} {Arguments}]";
}
