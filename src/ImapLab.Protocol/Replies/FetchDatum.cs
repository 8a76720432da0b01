using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Replies;

/// <summary>One item of a FETCH reply.</summary>
public abstract record FetchDatum
{
    public sealed record Uid(Numbers.Uid Value) : FetchDatum;

    public sealed record Flags(FlagSet Value) : FetchDatum;

    public sealed record InternalDate(DateTimeOffset Value) : FetchDatum;

    public sealed record Size(uint Octets) : FetchDatum;

    public sealed record ModSeq(Numbers.ModSeq Value) : FetchDatum;

    public sealed record Envelope(Mail.Envelope Value) : FetchDatum;

    /// <param name="Extended">BODYSTRUCTURE (true) or BODY, which leaves the extension data out.</param>
    public sealed record Structure(BodyPart Value, bool Extended) : FetchDatum;

    /// <summary>When the message came into the mailbox (RFC 8514).</summary>
    public sealed record SaveDate(DateTimeOffset Value) : FetchDatum;

    /// <summary>EMAILID or THREADID (RFC 8474).</summary>
    public sealed record ObjectId(string Name, string Id) : FetchDatum;

    /// <summary>X-GM-MSGID or X-GM-THRID.</summary>
    public sealed record Number(string Name, ulong Value) : FetchDatum;

    /// <summary>X-GM-LABELS.</summary>
    /// <param name="Names">System labels with their backslash, others decoded.</param>
    public sealed record Labels(IReadOnlyList<string> Names) : FetchDatum;

    /// <summary>The beginning of a message in one line (RFC 8970).</summary>
    /// <param name="Name">PREVIEW or SNIPPET.</param>
    /// <param name="Fuzzy">The answer names the algorithm, as it did before RFC 8970.</param>
    /// <param name="Text">Empty where there is nothing to show; null where it is not known yet and the client does not want to wait.</param>
    public sealed record Preview(string Name, bool Fuzzy, string? Text) : FetchDatum;

    /// <summary>Bytes of a message: <c>BODY[…]&lt;o&gt;</c>, <c>BINARY[…]&lt;o&gt;</c> or <c>RFC822…</c>.</summary>
    /// <param name="Name">The item's name as it is echoed, without the origin.</param>
    /// <param name="Origin">First octet of a partial answer.</param>
    /// <param name="Content">Null where the message has no such part: NIL.</param>
    /// <param name="Binary">It, or what it is a part of, holds NUL: it goes as a literal8 (RFC 3516 section 4.3).</param>
    public sealed record Bytes(string Name, uint? Origin, ReadOnlyMemory<byte>? Content, bool Binary = false) : FetchDatum;

    /// <summary><c>BINARY.SIZE[…]</c> (RFC 3516).</summary>
    /// <param name="Name">The item's name as it is echoed.</param>
    public sealed record BinarySize(string Name, uint Octets) : FetchDatum;
}
