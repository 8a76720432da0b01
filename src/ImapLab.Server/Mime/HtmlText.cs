using System.Net;
using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>
/// The text of an HTML part, for a preview: tags, comments, scripts and styles gone, entities resolved, quotes (<c>blockquote</c>) apart. No browser:
/// what is badly formed is read as best it can be.
/// </summary>
internal ref struct HtmlText(ReadOnlySpan<char> html)
{
    private const int LongestEntity = 10;

    private readonly StringBuilder _own = new();
    private readonly StringBuilder _quoted = new();
    private ReadOnlySpan<char> _rest = html;
    private int _quotes;

    /// <summary>Reads the whole part.</summary>
    /// <returns>What its author wrote, and what is quoted in it.</returns>
    public static (string Own, string Quoted) Read(ReadOnlySpan<char> html)
    {
        var reader = new HtmlText(html);
        reader.ReadAll();
        return (reader._own.ToString(), reader._quoted.ToString());
    }

    private readonly StringBuilder Output => _quotes > 0 ? _quoted : _own;

    private void ReadAll()
    {
        while (!_rest.IsEmpty)
        {
            var plain = _rest.IndexOfAny('<', '&');
            Output.Append(plain < 0 ? _rest : _rest[..plain]);
            if (plain < 0)
                return;
            var opens = _rest[plain] == '<';
            _rest = _rest[(plain + 1)..];
            if (opens)
                ReadTag();
            else
                ReadEntity();
        }
    }

    private void ReadTag()
    {
        if (_rest.StartsWith("!--"))
            SkipPast("-->");
        else if (_rest.StartsWith("![CDATA[", StringComparison.OrdinalIgnoreCase))
            ReadCdata();
        else if (IsTag("script"))
            SkipPast("</script>");
        else if (IsTag("style"))
            SkipPast("</style>");
        else
            SkipTag();
    }

    private void SkipTag()
    {
        if (IsTag("blockquote"))
            _quotes++;
        else if (IsTag("/blockquote") && _quotes > 0)
            _quotes--;
        var quote = '\0';
        for (var at = 0; at < _rest.Length; at++)
        {
            var character = _rest[at];
            if (quote != '\0')
                quote = character == quote ? '\0' : quote;
            else if (character is '"' or '\'')
                quote = character;
            else if (character == '>')
            {
                _rest = _rest[(at + 1)..];
                Output.Append(' ');
                return;
            }
        }

        _rest = [];
    }

    private readonly bool IsTag(string name) =>
        _rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && _rest.Length > name.Length && (_rest[name.Length] == '>' || char.IsWhiteSpace(_rest[name.Length]));

    private void SkipPast(string end)
    {
        var at = _rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        _rest = at < 0 ? [] : _rest[(at + end.Length)..];
        Output.Append(' ');
    }

    private void ReadCdata()
    {
        _rest = _rest["![CDATA[".Length..];
        var end = _rest.IndexOf("]]>");
        Output.Append(end < 0 ? _rest : _rest[..end]);
        _rest = end < 0 ? [] : _rest[(end + 3)..];
    }

    /// <summary>A character by its name or number. An ampersand that begins none is dropped, and so is a name that nothing has.</summary>
    private void ReadEntity()
    {
        var end = _rest[..Math.Min(_rest.Length, LongestEntity)].IndexOfAny("; \t\r\n");
        if (end < 0 || _rest[end] != ';')
            return;
        var entity = $"&{_rest[..end]};";
        var resolved = WebUtility.HtmlDecode(entity);
        if (resolved != entity)
            Output.Append(resolved);
        _rest = _rest[(end + 1)..];
    }
}
