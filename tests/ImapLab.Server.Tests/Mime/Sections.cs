using System.Globalization;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Tests.Mime;

/// <summary>Reads what stands between the brackets of <c>BODY[...]</c> in these tests.</summary>
internal static class Sections
{
    public static SectionSpec Spec(string section)
    {
        var names = section.IndexOf(" (", StringComparison.Ordinal);
        string[] fields = names < 0 ? [] : section[(names + 2)..^1].Split(' ');
        var words = (names < 0 ? section : section[..names]).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var part = words.TakeWhile(word => char.IsAsciiDigit(word[0])).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var text = string.Join('.', words.Skip(part.Length)) switch
        {
            "" => SectionText.Whole,
            "HEADER" => SectionText.Header,
            "HEADER.FIELDS" => SectionText.HeaderFields,
            "HEADER.FIELDS.NOT" => SectionText.HeaderFieldsNot,
            "TEXT" => SectionText.Text,
            "MIME" => SectionText.Mime,
            var other => throw new ArgumentException($"No section is called {other}.", nameof(section)),
        };
        return new SectionSpec(part, text, fields);
    }
}
