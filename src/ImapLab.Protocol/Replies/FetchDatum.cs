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

    /// <summary>Bytes of a message: <c>BODY[…]&lt;o&gt;</c> or <c>RFC822…</c>.</summary>
    /// <param name="Name">The item's name as it is echoed, without the origin.</param>
    /// <param name="Origin">First octet of a partial answer.</param>
    /// <param name="Content">Null where the message has no such part: NIL.</param>
    public sealed record Bytes(string Name, uint? Origin, ReadOnlyMemory<byte>? Content) : FetchDatum;
}
