using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ImapLab.Server.Mime;

/// <summary>
/// The collation i;unicode-casemap (RFC 5051): every character in title case, then decomposed. Texts that are equal under it have the same map.
/// SEARCH, SORT and THREAD compare by it (RFC 5255 section 4.1).
/// </summary>
internal static class UnicodeCasemap
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    private static readonly Lazy<FrozenDictionary<int, string>> Decompositions = new(Read);

    public static string Map(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text.ToUpperInvariant();
        var map = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            Append(map, TitleCase(rune));
        return map.ToString();
    }

    private static void Append(StringBuilder map, Rune rune)
    {
        if (rune.IsAscii)
            map.Append((char)rune.Value);
        else if (rune.Value is >= HangulFirst and <= HangulLast)
            AppendHangul(map, rune.Value - HangulFirst);
        else if (Decompositions.Value.TryGetValue(rune.Value, out var parts))
            map.Append(parts);
        else
            map.Append(rune);
    }

    /// <summary>The Unicode Standard, section 3.12: a syllable is a leading consonant, a vowel, and sometimes a trailing consonant.</summary>
    private static void AppendHangul(StringBuilder map, int syllable)
    {
        map.Append((char)(0x1100 + (syllable / 588))).Append((char)(0x1161 + (syllable % 588 / 28)));
        if (syllable % 28 > 0)
            map.Append((char)(0x11A7 + (syllable % 28)));
    }

    /// <summary>Title case is upper case but for the digraphs, whose second letter stays small, and for Georgian, which has none.</summary>
    private static Rune TitleCase(Rune rune) => rune.Value switch
    {
        >= 0x01C4 and <= 0x01C6 => new Rune(0x01C5),
        >= 0x01C7 and <= 0x01C9 => new Rune(0x01C8),
        >= 0x01CA and <= 0x01CC => new Rune(0x01CB),
        >= 0x01F1 and <= 0x01F3 => new Rune(0x01F2),
        >= 0x10D0 and <= 0x10FF => rune,
        _ => Rune.ToUpperInvariant(rune),
    };

    private static FrozenDictionary<int, string> Read()
    {
        using var stream = typeof(UnicodeCasemap).Assembly.GetManifestResourceStream("decompositions.txt")
            ?? throw new InvalidOperationException("The table of decompositions is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var codes = line.Split(' ');
            table.Add(CodePoint(codes[0]), string.Concat(codes.Skip(1).Select(code => char.ConvertFromUtf32(CodePoint(code)))));
        }

        return table.ToFrozenDictionary();
    }

    private static int CodePoint(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
