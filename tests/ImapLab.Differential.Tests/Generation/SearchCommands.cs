namespace ImapLab.Differential.Tests.Generation;

/// <summary>SEARCH and UID SEARCH with all keys, nested and wrong ones.</summary>
internal static class SearchCommands
{
    private const int Deepest = 3;

    private static readonly string[] Simple =
        ["ALL", "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN", "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN"];

    /// <summary>Not with several clients: see <see cref="Normalizing.RecentRule"/>.</summary>
    private static readonly string[] Recent = ["RECENT", "OLD", "NEW"];

    private static readonly string[] Words = ["plain", "Subject", "example", "ada", "text", "the", "é", "=?utf-8", "Hello", "bound", "a", "x", ""];
    private static readonly string[] Wrong = ["FROB", "NOT", "OR SEEN", "OR", "()", "KEYWORD", "LARGER x", "LARGER -1", "UID", "HEADER Subject", "SEEN)", "(SEEN", "ALL ALL", "BEFORE", "UID 0", "LARGER 99999999999999999999", "NOT NOT SEEN"];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Selected =
    [
        (22, Search),
    ];

    public static string Keys(Scene scene, int depth = 0) => string.Join(' ', Enumerable.Range(0, scene.Draw.Of(1, 1, 1, 2, 2, 3)).Select(_ => Key(scene, depth)));

    private static string Search(Scene scene)
    {
        var draw = scene.Draw;
        if (scene.Offers("CONTEXT=SEARCH") && draw.Chance(8))
            return Watched(scene);
        var returned = scene.Offers("ESEARCH") && draw.Chance(30) ? $"RETURN {Options(scene)} " : "";
        var charset = draw.Chance(85) ? "" : $"CHARSET {(draw.Chance(90) ? draw.Of("UTF-8", "US-ASCII", "utf-8", "\"UTF-8\"") : scene.Wrong("X-FROB"))} ";
        return $"{(draw.Chance(50) ? "UID " : "")}SEARCH {returned}{charset}{Keys(scene)}";
    }

    /// <summary>By UID: where sequence numbers move, what joins and leaves a result is told by numbers of before or after, as a server likes.</summary>
    private static string Watched(Scene scene)
    {
        scene.Session.Updates.Add(scene.Session.NextTag);
        return $"UID SEARCH RETURN ({scene.Draw.Of("UPDATE", "UPDATE ALL", "UPDATE COUNT", "UPDATE CONTEXT MIN", "UPDATE PARTIAL 1:2")}) {Keys(scene)}";
    }

    private static string Options(Scene scene)
    {
        var options = new List<string> { "MIN", "MAX", "ALL", "COUNT" };
        if (scene.Offers("SEARCHRES"))
            options.Add("SAVE");
        return scene.Draw.Chance(12) ? scene.Draw.Chance(50) ? "()" : scene.Wrong("(FROB)", "(MIN FROB)", "MIN", "(MIN MIN)") : $"({string.Join(' ', scene.Draw.Some(options, 4))})";
    }

    private static string Key(Scene scene, int depth)
    {
        var draw = scene.Draw;
        return draw.Weighted<Func<string>>(
        [
            (30, () => draw.Of(Simple)),
            (scene.World.Sessions.Count == 1 ? 6 : 0, () => draw.Of(Recent)),
            (8, () => draw.Of("KEYWORD ", "UNKEYWORD ") + Flags.Keyword(scene)),
            (10, () => Sets.Any(scene, byUid: false)),
            (1, () => draw.Of("999:*", "*:999", "998:999")),
            (8, () => $"UID {Sets.Any(scene, byUid: true)}"),
            (6, () => $"{draw.Of("LARGER", "SMALLER")} {draw.Of(0, 1, 50, 100, 200, 300, 500, 1000, 100000)}"),
            (8, () => $"{draw.Of("BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE")} {Dates.Day(scene)}"),
            (10, () => $"{draw.Of("SUBJECT", "FROM", "TO", "CC", "BCC", "BODY", "TEXT")} {Word(scene)}"),
            (5, () => $"HEADER {draw.Of("Subject", "from", "X-Absent", "Date", "Received", "Message-ID", "\"\"", "Content-Type")} {Word(scene)}"),
            (depth < Deepest ? 8 : 0, () => $"NOT {Key(scene, depth + 1)}"),
            (depth < Deepest ? 7 : 0, () => $"OR {Key(scene, depth + 1)} {Key(scene, depth + 1)}"),
            (depth < Deepest ? 5 : 0, () => $"({Keys(scene, depth + 1)})"),
            (scene.Offers("CONDSTORE") ? 2 : 0, () => draw.Chance(90) ? draw.Of("MODSEQ 1", "MODSEQ {modseq:OPEN+}", "MODSEQ {modseq:OPEN:1+}", "MODSEQ 99999999", "MODSEQ \"/flags/\\\\Seen\" all 1") : scene.Wrong("MODSEQ x")),
            (scene.Offers("SAVEDATE") ? 2 : 0, () => draw.Of("SAVEDBEFORE 1-Jan-2020", "SAVEDON 1-Jan-2020", "SAVEDSINCE 1-Jan-2020", "SAVEDATESUPPORTED")),
            (scene.Offers("WITHIN") ? 4 : 0, () => $"{draw.Of("OLDER", "YOUNGER")} {(draw.Chance(95) ? draw.Of("3600", "100000", "999999999") : scene.Wrong("0", "x"))}"),
            (2, () => scene.Wrong(Wrong)),
        ])();
    }

    private static string Word(Scene scene) => Spelling.AString(scene, scene.Draw.Of(Words));
}
