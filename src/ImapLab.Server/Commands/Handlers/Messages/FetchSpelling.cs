using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Wire;

namespace ImapLab.Server.Commands.Handlers.Messages;

/// <summary>How a server calls in its replies what a client has asked for.</summary>
internal sealed class FetchSpelling(FetchStyle style)
{
    private readonly Dictionary<FetchItem, string> _names = [];

    /// <summary>The content of a part that is not there.</summary>
    public ReadOnlyMemory<byte>? Missing => style.MissingPart == MissingPart.Empty ? ReadOnlyMemory<byte>.Empty : (ReadOnlyMemory<byte>?)null;

    /// <summary>An item's name as it is echoed, without the octet at which a partial answer begins.</summary>
    public string NameOf(FetchItem item)
    {
        if (!_names.TryGetValue(item, out var name))
            _names.Add(item, name = Spell(item));
        return name;
    }

    private string Spell(FetchItem item) => item.Attribute switch
    {
        FetchAttribute.Rfc822 => "RFC822",
        FetchAttribute.Rfc822Header => "RFC822.HEADER",
        FetchAttribute.Rfc822Text => "RFC822.TEXT",
        FetchAttribute.Binary => $"BINARY[{NameOf(item.Section!)}]",
        FetchAttribute.BinarySize => $"BINARY.SIZE[{NameOf(item.Section!)}]",
        _ => $"BODY[{NameOf(item.Section!)}]",
    };

    private string NameOf(SectionSpec section)
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
    private string Field(string name)
    {
        name = style.UpperCaseFieldNames ? name.ToUpperInvariant() : name;
        return Grammar.IsAString(name)
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
