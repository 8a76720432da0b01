using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>A message's inside, taken apart once for all the items of one FETCH.</summary>
internal sealed class MessageReader(Message message)
{
    private MessageStructure? _structure;

    public MessageStructure Structure => _structure ??= MessageStructure.Parse(message.Content.Bytes);

    public FetchDatum Bytes(FetchItem item)
    {
        var section = item.Section ?? throw new ArgumentException($"{item.Attribute} names no bytes.", nameof(item));
        var content = section == SectionSpec.Everything ? message.Content.Bytes : Structure.Section(section);
        if (item.Partial is { } partial && content is { } whole)
            content = MessageStructure.Partial(whole, partial.Offset, partial.Length);
        return new FetchDatum.Bytes(NameOf(item, section), item.Partial?.Offset, content);
    }

    private static string NameOf(FetchItem item, SectionSpec section) => item.Attribute switch
    {
        FetchAttribute.Rfc822 => "RFC822",
        FetchAttribute.Rfc822Header => "RFC822.HEADER",
        FetchAttribute.Rfc822Text => "RFC822.TEXT",
        _ => $"BODY[{NameOf(section)}]",
    };

    private static string NameOf(SectionSpec section)
    {
        var part = string.Join('.', section.Part);
        var text = section.Text switch
        {
            SectionText.Whole => "",
            SectionText.HeaderFields => $"HEADER.FIELDS ({string.Join(' ', section.Fields.Select(Field))})",
            SectionText.HeaderFieldsNot => $"HEADER.FIELDS.NOT ({string.Join(' ', section.Fields.Select(Field))})",
            _ => section.Text.ToString().ToUpperInvariant(),
        };
        return part.Length > 0 && text.Length > 0 ? $"{part}.{text}" : part + text;
    }

    /// <summary>A field name that is no atom goes back as the client must have sent it: in quotes.</summary>
    private static string Field(string name) =>
        Protocol.Wire.Grammar.IsAString(name) ? name : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
