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
        return $"{(scene.Session.ReadOnly ? "EXAMINE" : "SELECT")} {Spelling.AString(scene, name)}{Parameters(scene, name)}";
    }

    private static string Parameters(Scene scene, string name)
    {
        var draw = scene.Draw;
        if (scene.Session.KnowsQresync && draw.Chance(50))
            return Resync(scene, name);
        return draw.Chance(85) || !scene.Offers("CONDSTORE") ? "" : draw.Chance(80) ? draw.Of(" (CONDSTORE)", " (condstore)") : scene.Wrong(" ()", " (FROB)", " CONDSTORE", " (QRESYNC)", " (QRESYNC (4000000001 1))");
    }

    /// <summary>What a client says that it knows of a mailbox: an epoch, a mod-sequence, perhaps UIDs, and perhaps how numbers and UIDs go together.</summary>
    private static string Resync(Scene scene, string name)
    {
        var draw = scene.Draw;
        if (draw.Chance(8))
            return scene.Wrong(" (QRESYNC ({uidvalidity:INBOX}))", " (QRESYNC (0 1))", " (QRESYNC {uidvalidity:INBOX} 1)", " (QRESYNC (x y))", " (QRESYNC ({uidvalidity:INBOX} 1 (1 2)))");
        var mailbox = scene.World.Find(name) is null ? "INBOX" : name;
        var epoch = draw.Chance(90) ? $"{{uidvalidity:{mailbox}}}" : "4000000001";
        var moment = draw.Chance(70) ? $"{{modseq:{mailbox}{draw.Of("", ":1", ":2")}}}" : draw.Of("1", "99999999");
        var uids = draw.Chance(60) ? "" : " " + draw.Of("1:3", "1", "2,4", "1:99");
        var matches = uids.Length == 0 || draw.Chance(60) ? "" : $" ({draw.Of("1 1", "1:2 1:2", "1,2 1,3")})";
        return $" (QRESYNC ({epoch} {moment}{uids}{matches}))";
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
