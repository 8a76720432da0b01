namespace ImapLab.Differential.Tests.Generation;

/// <summary>Commands that open and leave mailboxes, and IDLE.</summary>
internal static class SelectionCommands
{
    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> LoggedIn =
    [
        (10, Select),
        (2, Idle),
    ];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Selected =
    [
        (2, scene => Leave(scene, "CLOSE")),
        (2, scene => Leave(scene, "UNSELECT")),
        (2, _ => "CHECK"),
        (7, Expunge),
        (4, UidExpunge),
    ];

    public static string Select(Scene scene) => Select(scene, Names.Any(scene));

    public static string Select(Scene scene, string name)
    {
        scene.Session.Selected = scene.World.Find(name) is null ? null : name;
        scene.Session.ReadOnly = scene.Draw.Chance(20);
        var parameters = scene.Draw.Chance(85) || !scene.Offers("CONDSTORE") ? "" : scene.Draw.Chance(80) ? scene.Draw.Of(" (CONDSTORE)", " (condstore)") : scene.Wrong(" ()", " (FROB)", " CONDSTORE");
        return $"{(scene.Session.ReadOnly ? "EXAMINE" : "SELECT")} {Spelling.AString(scene, name)}{parameters}";
    }

    private static string Idle(Scene scene)
    {
        scene.Session.Idle = true;
        return "IDLE";
    }

    private static string Leave(Scene scene, string command)
    {
        if (command == "CLOSE" && !scene.Session.ReadOnly)
            scene.Open.Expunge();
        scene.Session.Selected = null;
        return command;
    }

    private static string Expunge(Scene scene)
    {
        scene.Open.Expunge();
        return scene.Draw.Chance(97) ? "EXPUNGE" : scene.Wrong("EXPUNGE 1");
    }

    private static string UidExpunge(Scene scene) => $"UID EXPUNGE {Sets.Any(scene, byUid: true)}";
}
