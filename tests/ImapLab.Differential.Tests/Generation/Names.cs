namespace ImapLab.Differential.Tests.Generation;

/// <summary>Names of mailboxes: those that there are, new ones, and wrong ones.</summary>
internal static class Names
{
    private static readonly string[] Fresh =
        ["Work", "Work.2026", "Work.2026.Jan", "Odd name", "a", "b.c", "&AOQ-pfel", "Sent Messages", "Archive", "Archive.Old", "work", "z.y.x.w", "(paren)", "q\\\"uote", "100%", "st*r"];

    private static readonly string[] Wrong =
        ["", ".", "..", "a..b", ".a", "a.", "/", "a/b", "&", "&zz", "&AGE-", "&AOQ", "~", "~root", "../x", "\u00e4", "Nope", "Nope.Deeper", "INBOX.", "*", "%", "NIL", "new\tline"];

    /// <summary>The name of a mailbox, most likely one that there is.</summary>
    public static string Any(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (80, Existing),
        (8, inner => inner.Draw.Of("inbox", "Inbox", "INBOX")),
        (8, inner => inner.Draw.Of(Fresh)),
        (4, inner => inner.Wrong(Wrong)),
    ])(scene);

    /// <summary>The name of a mailbox, most likely one that there is not yet.</summary>
    public static string New(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (80, inner => inner.Draw.Of(Fresh)),
        (8, inner => Existing(inner) + inner.Draw.Of(".", ".sub", ".a.b")),
        (5, Existing),
        (7, inner => inner.Wrong(Wrong)),
    ])(scene);

    public static string Existing(Scene scene) =>
        scene.Draw.Chance(40) || scene.World.Mailboxes.Count == 0 ? "INBOX" : scene.Draw.Of(scene.World.Mailboxes.Keys.Order(StringComparer.Ordinal).ToList());

    /// <summary>A pattern of LIST.</summary>
    public static string Pattern(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (30, _ => "*"),
        (20, _ => "%"),
        (10, _ => ""),
        (10, Existing),
        (10, inner => inner.Draw.Of("INBOX*", "inbox", "W*", "*.%", "%.%", "Work.*", "Work.%", "*2026*", "%s", "S*t", "*x", "Nope", "**", "%%", "*%", "INBOX%")),
        (4, inner => inner.Wrong(Wrong)),
    ])(scene);

    public static string Reference(Scene scene) => scene.Draw.Weighted<Func<Scene, string>>(
    [
        (85, _ => ""),
        (5, _ => "Work."),
        (3, _ => "Work"),
        (3, _ => "INBOX"),
        (4, inner => inner.Wrong(Wrong)),
    ])(scene);
}
