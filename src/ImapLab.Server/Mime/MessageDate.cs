using System.Buffers;
using System.Globalization;

namespace ImapLab.Server.Mime;

/// <summary>What a Date field says (RFC 5322 section 3.3, with the obsolete forms of section 4.3).</summary>
/// <param name="Day">The day as written, in the sender's own zone.</param>
/// <param name="Seconds">The moment, in seconds since 1970 in UTC.</param>
internal readonly record struct MessageDate(DateOnly Day, long Seconds)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly SearchValues<char> WordEnd = SearchValues.Create(" \t(),");

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
    };

    /// <summary>
    /// Reads a field's unfolded value. Null where there is no such day. A time that is none is midnight, a zone that is none UTC (RFC 5256
    /// section 2.2).
    /// </summary>
    public static MessageDate? Parse(string value)
    {
        var lexer = new HeaderLexer(value);
        var word = Word(ref lexer);
        if (word.Length > 0 && char.IsAsciiLetter(word[0]))
            word = Word(ref lexer);
        if (DayOf(word, Word(ref lexer), Word(ref lexer)) is not { } day)
            return null;
        var time = TimeOf(Word(ref lexer));
        return new MessageDate(day, ((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L) + time - ZoneOf(Word(ref lexer)));
    }

    private static string Word(ref HeaderLexer lexer)
    {
        do
            lexer.SkipBlanksAndComments();
        while (lexer.TryTake(',') || lexer.TryTake(')'));
        return lexer.Until(WordEnd);
    }

    private static DateOnly? DayOf(string day, string month, string year)
    {
        if (Number(day, 1, 2) is not { } dayNumber || Number(year, 2, 4) is not { } yearNumber || year.Length == 3 || month.Length < 3)
            return null;
        // Section 4.3: of two digits, 00 to 49 are of this century.
        if (year.Length == 2)
            yearNumber += yearNumber < 50 ? 2000 : 1900;
        var monthNumber = Array.FindIndex(Months, name => month.StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1;
        if (monthNumber == 0 || yearNumber == 0 || dayNumber == 0 || dayNumber > DateTime.DaysInMonth(yearNumber, monthNumber))
            return null;
        return new DateOnly(yearNumber, monthNumber, dayNumber);
    }

    /// <returns>Seconds since midnight. Some senders part hours, minutes and seconds by dots; a leap second is one.</returns>
    private static int TimeOf(string text)
    {
        var parts = text.Split(':', '.');
        if (parts.Length is not (2 or 3) || Number(parts[0], 1, 2) is not (<= 23 and var hours) || Number(parts[1], 1, 2) is not (<= 59 and var minutes))
            return 0;
        var seconds = parts.Length == 2 ? 0 : Number(parts[2], 1, 2);
        return seconds is <= 60 and var known ? (hours * 3600) + (minutes * 60) + known : 0;
    }

    /// <returns>Seconds that the zone's clocks are ahead of UTC.</returns>
    private static int ZoneOf(string text)
    {
        if (text.Length == 5 && text[0] is '+' or '-' && Number(text[1..], 4, 4) is { } digits)
            return (text[0] == '-' ? -1 : 1) * ((digits / 100 * 3600) + (digits % 100 * 60));
        return Zones.GetValueOrDefault(text) * 3600;
    }

    private static int? Number(string text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
