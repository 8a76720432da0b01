namespace ImapLab.Differential.Tests.Generation;

/// <summary>Flags and keywords, and what is neither.</summary>
internal static class Flags
{
    private static readonly string[] System = ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"];
    private static readonly string[] Keywords = ["$Forwarded", "$Junk", "work", "$MDNSent", "later"];
    private static readonly string[] Wrong = ["\\Recent", "\\Unknown", "\\*", "\\", "a]b", "x(y", "\"quoted\"", "{2+}\r\nab", "\\seen", "NIL", "*", "a%b", "\u00e4"];

    public static string One(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (65, inner => inner.Draw.Of(System)),
        (32, inner => inner.Draw.Of(Keywords)),
        (3, inner => inner.Wrong(Wrong)),
    ])(scene);

    public static string Keyword(Scene scene) => scene.Draw.Chance(92) ? scene.Draw.Of(Keywords) : scene.Wrong("NoSuchKeyword", "\\Seen", "\"quoted\"", "a]b");

    /// <summary>A list in brackets, seldom an empty one.</summary>
    public static string List(Scene scene)
    {
        if (scene.Draw.Chance(5))
            return "()";
        var count = scene.Draw.Of(1, 1, 1, 2, 2, 3);
        return $"({string.Join(' ', Enumerable.Range(0, count).Select(_ => One(scene)).Distinct(StringComparer.OrdinalIgnoreCase))})";
    }
}
