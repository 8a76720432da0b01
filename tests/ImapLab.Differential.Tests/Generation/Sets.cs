using System.Globalization;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>Sequence sets: of messages that there are, beyond them, and none at all.</summary>
internal static class Sets
{
    private static readonly string[] Wrong = ["0", "1:0", "", "1:", ":1", "a", "1,,2", "1:2:3", "4294967296", "-1", "1.5", "1,", "01", "99999999999999999999", "1;2", "(1)", "\"1\""];

    public static string Any(Scene scene, bool byUid)
    {
        var draw = scene.Draw;
        if (draw.Chance(4))
            return scene.Wrong(Wrong);
        if (draw.Chance(4))
            return draw.Of("999", "998:999", "1:999", "1,999", "4294967295", "999:*");
        if (draw.Chance(3) && scene.Offers("SEARCHRES"))
            return "$";
        return draw.Weighted<Func<string>>(
        [
            (30, () => One(scene, byUid)),
            (20, () => "1:*"),
            (15, () => $"{One(scene, byUid)}:{One(scene, byUid)}"),
            (10, () => $"{One(scene, byUid)},{One(scene, byUid)}"),
            (8, () => "*"),
            (7, () => $"{One(scene, byUid)}:*"),
            (5, () => $"*:{One(scene, byUid)}"),
            (5, () => $"{One(scene, byUid)},{One(scene, byUid)}:{One(scene, byUid)},*"),
        ])();
    }

    /// <summary>One message.</summary>
    public static string One(Scene scene, bool byUid)
    {
        var open = scene.Open;
        var number = byUid
            ? open.Uids.Count == 0 || scene.Draw.Chance(5) ? (uint)scene.Draw.Between(1, (int)open.UidNext + 1) : scene.Draw.Of(open.Uids)
            : (uint)scene.Draw.Between(1, Math.Max(open.Uids.Count, 1) + (scene.Draw.Chance(3) ? 1 : 0));
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The UIDs that a set is believed to hold.</summary>
    public static IEnumerable<uint> Guess(Scene scene, string set, bool byUid)
    {
        var open = scene.Open;
        foreach (var range in set.Split(','))
        {
            var ends = range.Split(':').Select(end => end == "*" ? byUid ? open.Uids.LastOrDefault() : (uint)open.Uids.Count : uint.TryParse(end, out var value) ? value : 0).ToList();
            foreach (var uid in open.Uids.Where((uid, index) => Within(byUid ? uid : (uint)index + 1, ends.Min(), ends.Max())))
                yield return uid;
        }
    }

    private static bool Within(uint value, uint least, uint most) => value >= least && value <= most;
}
