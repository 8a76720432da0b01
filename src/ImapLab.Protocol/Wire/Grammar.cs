using System.Buffers;

namespace ImapLab.Protocol.Wire;

/// <summary>The character classes of RFC 9051 section 9.</summary>
public static class Grammar
{
    private const string PrintableExceptSpecials = "!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[^_`abcdefghijklmnopqrstuvwxyz|}~";

    internal static readonly SearchValues<char> AtomCharacters = SearchValues.Create(PrintableExceptSpecials);
    internal static readonly SearchValues<char> AStringCharacters = SearchValues.Create(PrintableExceptSpecials + "]");
    internal static readonly SearchValues<char> TagCharacters = SearchValues.Create((PrintableExceptSpecials + "]").Replace("+", "", StringComparison.Ordinal));
    private static readonly SearchValues<char> ListCharacters = SearchValues.Create(PrintableExceptSpecials + "]%*");

    /// <summary>ATOM-CHAR: printable ASCII without <c>( ) { % * " \ ]</c> and space.</summary>
    public static bool IsAtom(char character) => AtomCharacters.Contains(character);

    /// <summary>ASTRING-CHAR: ATOM-CHAR and <c>]</c>.</summary>
    public static bool IsAString(char character) => AStringCharacters.Contains(character);

    /// <summary>Any ASTRING-CHAR except <c>+</c>.</summary>
    public static bool IsTag(char character) => TagCharacters.Contains(character);

    /// <summary>list-char: ASTRING-CHAR and the wildcards of LIST.</summary>
    public static bool IsList(char character) => ListCharacters.Contains(character);

    public static bool IsAtom(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(AtomCharacters);

    /// <summary>
    /// Whether a text can stand as an astring without quotes. <c>NIL</c> cannot: some clients read it as "no string".
    /// </summary>
    public static bool IsAString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && !text.AsSpan().ContainsAnyExcept(AStringCharacters) && !text.Equals("NIL", StringComparison.OrdinalIgnoreCase);
    }
}
