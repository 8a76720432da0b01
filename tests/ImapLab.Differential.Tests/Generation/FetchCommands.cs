namespace ImapLab.Differential.Tests.Generation;

/// <summary>FETCH and UID FETCH.</summary>
internal static class FetchCommands
{
    private static readonly string[] Simple = ["FLAGS", "UID", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY", "BODYSTRUCTURE"];
    private static readonly string[] Texts = ["RFC822", "RFC822.HEADER", "RFC822.TEXT"];
    private static readonly string[] Wrong =
        ["FROB", "BODY[", "BODY[]<", "BODY[]<0>", "BODY[]<0.0>", "BODY[0]", "BODY[1.0]", "BODY[FROB]", "BODY[MIME]", "BODY[HEADER.FIELDS]", "BODY[HEADER.FIELDS ()]", "RFC822.FROB", "BODY.PEEK", "BODY[1.2.]", "ALL", "()", "BODY[TEXT]<1.2.3>", "BODY[1.FROB]", "\"FLAGS\"", "UID.SIZE", "BINARY", "BINARY[", "BINARY[TEXT]", "BINARY.SIZE[1]<0.1>", "PREVIEW ()", "PREVIEW (FROB)", "PREVIEW(", "SAVEDATE[]"];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Selected =
    [
        (25, Fetch),
    ];

    private static string Fetch(Scene scene)
    {
        var draw = scene.Draw;
        var byUid = draw.Chance(50);
        var items = draw.Chance(12)
            ? draw.Of("ALL", "FAST", "FULL", "all")
            : draw.Chance(40) ? Item(scene) : $"({string.Join(' ', Enumerable.Range(0, draw.Between(1, 4)).Select(_ => Item(scene)))})";
        if (byUid && scene.Session.KnowsQresync && draw.Chance(20))
            return $"UID FETCH {Sets.Any(scene, byUid)} {draw.Of("FLAGS", "(UID FLAGS)", "(FLAGS MODSEQ)")} (CHANGEDSINCE {{modseq:{scene.Session.Selected ?? "INBOX"}{draw.Of("", ":1", ":2")}}} VANISHED)";
        var modifier = scene.Offers("CONDSTORE") && draw.Chance(7)
            ? draw.Chance(85) ? draw.Of(" (CHANGEDSINCE 1)", " (CHANGEDSINCE {modseq:OPEN})", " (CHANGEDSINCE {modseq:OPEN:1})", " (CHANGEDSINCE 99999999)") : scene.Wrong(" (CHANGEDSINCE 0)", " (CHANGEDSINCE x)", " (FROB)", " ()")
            : "";
        return $"{(byUid ? "UID " : "")}FETCH {Sets.Any(scene, byUid)} {items}{modifier}";
    }

    private static string Item(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (50, inner => inner.Draw.Of(Simple)),
        (8, inner => inner.Draw.Of(Texts)),
        (35, Section),
        (5, inner => inner.Offers("CONDSTORE") ? "MODSEQ" : "FLAGS"),
        (scene.Offers("SAVEDATE") ? 3 : 0, _ => "SAVEDATE"),
        (scene.Offers("PREVIEW") ? 4 : 0, inner => inner.Draw.Of("PREVIEW", "PREVIEW (LAZY)", "PREVIEW (FUZZY)", "PREVIEW (LAZY=FUZZY)", "SNIPPET", "SNIPPET (FUZZY)", "SNIPPET (LAZY=FUZZY)")),
        (scene.Offers("BINARY") ? 6 : 0, Binary),
        (3, inner => inner.Wrong(Wrong)),
    ])(scene);

    private static string Binary(Scene scene)
    {
        var draw = scene.Draw;
        var part = draw.Of("", "1", "1", "2", "1.1", "2.1", "3", "9");
        var partial = draw.Chance(80) ? "" : $"<{draw.Of(0, 1, 10, 99999)}.{draw.Of(1, 10, 100000)}>";
        return draw.Chance(30) ? $"BINARY.SIZE[{part}]" : $"BINARY{(draw.Chance(70) ? ".PEEK" : "")}[{part}]{partial}";
    }

    private static string Section(Scene scene)
    {
        var draw = scene.Draw;
        var part = draw.Chance(50) ? "" : draw.Of("1", "2", "1.1", "1.2", "2.1", "3", "1.1.1", "2.2.1", "9");
        var name = draw.Weighted<string>(
        [
            (30, ""),
            (20, "HEADER"),
            (20, "TEXT"),
            (15, $"HEADER.FIELDS ({Fields(scene)})"),
            (10, $"HEADER.FIELDS.NOT ({Fields(scene)})"),
            (part.Length > 0 ? 20 : 0, "MIME"),
        ]);
        var partial = draw.Chance(75) ? "" : $"<{draw.Of(0, 0, 1, 10, 100, 99999)}.{draw.Of(1, 10, 50, 100000)}>";
        return $"BODY{(draw.Chance(75) ? ".PEEK" : "")}[{part}{(part.Length > 0 && name.Length > 0 ? "." : "")}{name}]{partial}";
    }

    private static string Fields(Scene scene) => string.Join(' ', scene.Draw.Some(["Subject", "FROM", "to", "Date", "Received", "X-Absent", "Content-Type", "MIME-Version", "\"Message-Id\"", "Reply-To", "cc"], 4));
}
