namespace ImapLab.Server.Mime;

/// <summary>A text that is looked for within others, whatever the case (i;unicode-casemap, RFC 5051).</summary>
internal sealed class TextPattern(string text)
{
    private readonly string _map = UnicodeCasemap.Map(text);

    /// <summary>The empty text is in every text.</summary>
    public bool IsEmpty => _map.Length == 0;

    public bool IsIn(string text)
    {
        // Where all is ASCII, the map is upper case: no need to make it.
        if (System.Text.Ascii.IsValid(text))
            return text.Contains(_map, StringComparison.OrdinalIgnoreCase);
        return UnicodeCasemap.Map(text).Contains(_map, StringComparison.Ordinal);
    }
}
