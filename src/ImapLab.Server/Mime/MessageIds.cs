namespace ImapLab.Server.Mime;

/// <summary>Reads the message identifiers in a field's value, without quoting and blanks, so that the same one is always the same text (RFC 5256 section 3).</summary>
internal static class MessageIds
{
    /// <param name="value">The unfolded value of Message-ID, References or In-Reply-To; null for none.</param>
    public static IEnumerable<string> Read(string? value)
    {
        for (var at = 0; value is not null && (at = value.IndexOf('<', at)) >= 0;)
        {
            var end = End(value, at + 1);
            if (end < 0)
                yield break;
            if (Normal(value.AsSpan(at + 1, end - at - 1)) is { } id)
                yield return id;
            at = end + 1;
        }
    }

    /// <summary>The bracket that closes an identifier; one within quotes does not.</summary>
    private static int End(string value, int at)
    {
        var quoted = false;
        for (; at < value.Length; at++)
        {
            if (value[at] == '"')
                quoted = !quoted;
            else if (quoted && value[at] == '\\')
                at++;
            else if (!quoted && value[at] == '>')
                return at;
        }

        return -1;
    }

    /// <returns>Null where it is no identifier: it has two sides and an <c>@</c> between.</returns>
    private static string? Normal(ReadOnlySpan<char> id)
    {
        Span<char> text = id.Length <= 256 ? stackalloc char[id.Length] : new char[id.Length];
        var length = 0;
        for (var at = 0; at < id.Length; at++)
        {
            if (id[at] is ' ' or '\t' or '"')
                continue;
            if (id[at] == '\\' && at + 1 < id.Length)
                at++;
            text[length++] = id[at];
        }

        return text[..length].IndexOf('@') is > 0 and var sign && sign < length - 1 ? text[..length].ToString() : null;
    }
}
