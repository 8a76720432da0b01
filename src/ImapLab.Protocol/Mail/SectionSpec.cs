namespace ImapLab.Protocol.Mail;

/// <summary>What of a message or part a section names (RFC 9051 section 6.4.5, section-spec).</summary>
public enum SectionText
{
    /// <summary>The whole of it: <c>BODY[]</c>, or a part's body for <c>BODY[1]</c>.</summary>
    Whole,

    /// <summary>The header of the message, or of the message/rfc822 part.</summary>
    Header,

    /// <summary>The named fields of the header.</summary>
    HeaderFields,

    /// <summary>The header without the named fields.</summary>
    HeaderFieldsNot,

    /// <summary>What follows the header.</summary>
    Text,

    /// <summary>The MIME header of a part. Needs a part number.</summary>
    Mime,
}

/// <summary>
/// A section of a message: <c>[]</c>, <c>[1.2.MIME]</c>, <c>[HEADER.FIELDS (Subject)]</c> (RFC 9051 section 9, section).
/// </summary>
/// <param name="Part">Part numbers from the outside in, each from 1; empty for the message itself.</param>
/// <param name="Text">What of that part.</param>
/// <param name="Fields">Header field names as the client wrote them, for the two HEADER.FIELDS forms.</param>
public sealed record SectionSpec(IReadOnlyList<int> Part, SectionText Text, IReadOnlyList<string> Fields)
{
    public static readonly SectionSpec Everything = new([], SectionText.Whole, []);

    public bool Equals(SectionSpec? other) =>
        other is not null && Text == other.Text && Part.SequenceEqual(other.Part) && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => HashCode.Combine(Text, Part.Count, Fields.Count);
}
