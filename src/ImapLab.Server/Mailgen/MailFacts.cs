using ImapLab.Server.Runtime;

namespace ImapLab.Server.Mailgen;

/// <summary>What is drawn for a message before it is written, in a fixed order, so that asking costs next to nothing.</summary>
/// <param name="Kind">What the message is made of.</param>
/// <param name="Size">Bytes of the whole message.</param>
/// <param name="Date">The Date field.</param>
/// <param name="Parent">Index of the message that this one answers, or null where it begins a thread.</param>
/// <param name="Seed">For all that is drawn while the message is written.</param>
internal readonly record struct MailFacts(MailKind Kind, int Size, DateTimeOffset Date, int? Parent, int Seed)
{
    /// <summary>The moment of message 0. Later ones follow ten minutes apart, give or take four.</summary>
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly int[] ZoneHours = [0, 0, 1, 2, -5, -8, 9];

    public static MailFacts Draw(ulong seed, int index)
    {
        var random = new LabRandom(seed).Stream("mail/", index);
        var kind = KindOf(random.Next(0, 100));
        var size = SizeOf(kind, random);
        var date = Beginning.AddSeconds((index * 600L) + random.Next(-240, 240)).ToOffset(TimeSpan.FromHours(ZoneHours[random.Next(0, ZoneHours.Length)]));
        var answers = random.Chance(0.3);
        var distance = random.Next(1, 12);
        return new MailFacts(kind, size, date, answers && distance <= index ? index - distance : null, random.Next(0, int.MaxValue));
    }

    /// <summary>Out of a hundred messages, about 60 are plain text.</summary>
    private static MailKind KindOf(int percent) => percent switch
    {
        < 60 => MailKind.Plain,
        < 75 => MailKind.Html,
        < 85 => MailKind.Attachment,
        < 90 => MailKind.Nested,
        _ => MailKind.International,
    };

    /// <summary>The least of each kind is more than its headers and parts need, so that every size can be met to the byte.</summary>
    private static int SizeOf(MailKind kind, RandomStream random) => kind switch
    {
        MailKind.Plain => random.Next(1_200, 3_000),
        MailKind.International => random.Next(1_800, 4_000),
        MailKind.Html => random.Next(1_700, 5_000),
        MailKind.Attachment => random.Next(3_600, 8_000),
        _ => random.Next(2_400, 6_000),
    };
}
