namespace ImapLab.Differential.Tests.Generation;

/// <summary>SORT and THREAD with all keys and algorithms, and stretches of results.</summary>
internal static class SortCommands
{
    private static readonly string[] Keys = ["ARRIVAL", "CC", "DATE", "FROM", "SIZE", "SUBJECT", "TO", "DISPLAYFROM", "DISPLAYTO"];
    private static readonly string[] WrongOrders = ["()", "(FROB)", "(REVERSE)", "ARRIVAL", "(ARRIVAL", ""];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Selected =
    [
        (5, Sort),
        (4, Thread),
        (2, Part),
        (1, scene => scene.Draw.Chance(90) ? Cancel(scene) : scene.Wrong("CANCELUPDATE", "CANCELUPDATE a1")),
    ];

    private static string Sort(Scene scene)
    {
        var draw = scene.Draw;
        var order = draw.Chance(95)
            ? $"({string.Join(' ', draw.Some(Keys, 3).Select(key => draw.Chance(30) ? $"REVERSE {key}" : key))})"
            : scene.Wrong(WrongOrders);
        var returned = scene.Offers("ESORT") && draw.Chance(25) ? $"RETURN ({string.Join(' ', draw.Some(["MIN", "MAX", "ALL", "COUNT"], 3))}) " : "";
        return $"{(draw.Chance(50) ? "UID " : "")}SORT {returned}{order} {Charset(scene)} {SearchCommands.Keys(scene)}";
    }

    private static string Thread(Scene scene)
    {
        var draw = scene.Draw;
        var algorithm = draw.Chance(96) ? draw.Of("REFERENCES", "ORDEREDSUBJECT", "REFS", "references") : scene.Wrong("FROB", "()");
        return $"{(draw.Chance(50) ? "UID " : "")}THREAD {algorithm} {Charset(scene)} {SearchCommands.Keys(scene)}";
    }

    private static string Cancel(Scene scene)
    {
        var tags = scene.Session.Updates.Count > 0 && scene.Draw.Chance(80) ? scene.Draw.Some(scene.Session.Updates, 2) : ["zz"];
        tags.ForEach(tag => scene.Session.Updates.Remove(tag));
        return $"CANCELUPDATE {string.Join(' ', tags.Select(tag => $"\"{tag}\""))}";
    }

    private static string Part(Scene scene) =>
        $"{(scene.Draw.Chance(50) ? "UID " : "")}SEARCH RETURN ({scene.Draw.Of("PARTIAL 1:2", "PARTIAL 2:9 COUNT", "CONTEXT")}) {SearchCommands.Keys(scene)}";

    private static string Charset(Scene scene) => scene.Draw.Chance(95) ? scene.Draw.Of("UTF-8", "US-ASCII") : scene.Wrong("X-FROB", "()");
}
