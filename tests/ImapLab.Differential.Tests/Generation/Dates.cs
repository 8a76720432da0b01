namespace ImapLab.Differential.Tests.Generation;

/// <summary>Dates of messages and of searches; they lie close together, so that searches part messages.</summary>
internal static class Dates
{
    /// <summary>When APPEND says that a message came.</summary>
    public static string Arrival(Scene scene)
    {
        if (scene.Draw.Chance(1))
            return scene.Wrong("\"1-Jan-2026\"", "\"31-Feb-2026 10:00:00 +0000\"", "\" 1-Jan-2026 25:00:00 +0000\"", "\"\"", "\"01-Jan-2026 10:00:00 GMT\"", "\"01-Foo-2026 10:00:00 +0000\"", "\"1-Jan-2026 10:00:00 +0000\"");
        var day = scene.Draw.Between(1, 28);
        var zone = scene.Draw.Of("+0000", "+0000", "+0100", "-0800", "+0530", "+1400", "-1200");
        return $"\"{(day < 10 ? scene.Draw.Of(" ", "0") : "")}{day}-{scene.Draw.Of("Jan", "Feb", "jan")}-{scene.Draw.Of(2025, 2026)} {scene.Draw.Between(0, 23):00}:{scene.Draw.Between(0, 59):00}:{scene.Draw.Between(0, 59):00} {zone}\"";
    }

    public static string Day(Scene scene)
    {
        if (scene.Draw.Chance(3))
            return scene.Wrong("32-Jan-2026", "1-Jan", "2026-01-01", "\"\"", "1-Foo-2026", "01-Jan-26");
        var day = $"{scene.Draw.Between(1, 28)}-{scene.Draw.Of("Jan", "Feb", "Jan", "JAN", "Dec")}-{scene.Draw.Of(2025, 2026, 2026, 2005)}";
        return scene.Draw.Chance(20) ? $"\"{day}\"" : day;
    }
}
