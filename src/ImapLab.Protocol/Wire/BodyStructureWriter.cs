using ImapLab.Protocol.Mail;

namespace ImapLab.Protocol.Wire;

/// <summary>
/// Writes a <see cref="BodyPart"/> as RFC 9051 section 9 spells it (body): for <c>BODY</c> without, for <c>BODYSTRUCTURE</c> with
/// the extension data.
/// </summary>
public static class BodyStructureWriter
{
    public static ImapWriter Body(this ImapWriter writer, BodyPart part) => writer.Part(part, extended: false);

    public static ImapWriter BodyStructure(this ImapWriter writer, BodyPart part) => writer.Part(part, extended: true);

    private static ImapWriter Part(this ImapWriter writer, BodyPart part, bool extended)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(part);
        writer.Raw('(');
        if (part is BodyMultipart multipart)
            writer.Multipart(multipart, extended);
        else
            writer.SinglePart((BodySinglePart)part, extended);
        return writer.Raw(')');
    }

    private static void Multipart(this ImapWriter writer, BodyMultipart multipart, bool extended)
    {
        foreach (var part in multipart.Parts)
            writer.Part(part, extended);
        writer.Space().String(multipart.Subtype);
        if (extended)
            writer.Space().Parameters(multipart.Parameters).Extension(multipart);
    }

    private static void SinglePart(this ImapWriter writer, BodySinglePart part, bool extended)
    {
        writer.String(part.Type).Space()
            .String(part.Subtype).Space()
            .Parameters(part.Parameters).Space()
            .NString(part.Id).Space()
            .NString(part.Description).Space()
            .String(part.Encoding).Space()
            .Number((ulong)part.Octets);
        if (part.Message is { } message)
            writer.Space().Envelope(message.Envelope).Space().Part(message.Body, extended);
        if (part.Lines is { } lines)
            writer.Space().Number((ulong)lines);
        if (extended)
            writer.Space().NString(part.Md5).Extension(part);
    }

    private static void Extension(this ImapWriter writer, BodyPart part)
    {
        writer.Space();
        if (part.Disposition is { } disposition)
            writer.Raw('(').String(disposition.Type).Space().Parameters(disposition.Parameters).Raw(')');
        else
            writer.NString(null);
        writer.Space();
        if (part.Language.Count > 0)
            writer.List(part.Language, static (list, tag) => list.String(tag));
        else
            writer.NString(null);
        writer.Space().NString(part.Location);
    }

    private static ImapWriter Parameters(this ImapWriter writer, IReadOnlyList<BodyParameter> parameters) =>
        parameters.Count == 0
            ? writer.NString(null)
            : writer.List(parameters, static (list, parameter) => list.String(parameter.Name).Space().String(parameter.Value));
}
