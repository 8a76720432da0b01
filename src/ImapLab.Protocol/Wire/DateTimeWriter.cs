namespace ImapLab.Protocol.Wire;

/// <summary>Writes a moment as RFC 9051 section 9 spells it (date-time), in quotes: <c>"17-Jul-1996 02:44:25 -0700"</c>.</summary>
public static class DateTimeWriter
{
    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <param name="padding">What fills the day of one digit up to two: a space (date-day-fixed), or a zero.</param>
    public static ImapWriter DateTime(this ImapWriter writer, DateTimeOffset moment, char padding)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var offset = (int)moment.Offset.TotalMinutes;
        var away = Math.Abs(offset);
        return writer.Raw('"').Two(moment.Day, padding)
            .Raw('-').Raw(Months.Slice(3 * (moment.Month - 1), 3))
            .Raw('-').Two(moment.Year / 100).Two(moment.Year % 100)
            .Space().Two(moment.Hour).Raw(':').Two(moment.Minute).Raw(':').Two(moment.Second)
            .Space().Raw(offset < 0 ? '-' : '+').Two(away / 60).Two(away % 60).Raw('"');
    }

    private static ImapWriter Two(this ImapWriter writer, int number, char padding = '0') =>
        writer.Raw(number < 10 ? padding : (char)('0' + (number / 10))).Raw((char)('0' + (number % 10)));
}
