namespace ImapLab.Differential.Tests.Generation;

/// <summary>Commands for any state, and those before login.</summary>
internal static class ConnectionCommands
{
    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Any =
    [
        (10, _ => "NOOP"),
        (1, _ => "CAPABILITY"),
        (1, scene => scene.Draw.Chance(50) ? scene.Draw.Of("ID NIL", "ID (\"name\" \"x\")", "ID (\"name\" NIL)", "ID ()") : scene.Wrong("ID", "ID (\"name\")", "ID NIL NIL", "ID (name x)")),
        (1, Logout),
    ];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> BeforeLogin =
    [
        (10, LogIn),
        (3, _ => "CAPABILITY"),
        (2, _ => "NOOP"),
        (2, scene => scene.Wrong("LOGIN {user} wrong", "LOGIN {user}", "LOGIN", "LOGIN {user} {password} more", "LOGIN (a) b", "LOGIN \"\" \"\"", "LOGIN {user} \"{password}\"")),
        (2, scene => scene.Wrong("AUTHENTICATE NONE", "AUTHENTICATE", "AUTHENTICATE PLAIN !!!!", "AUTHENTICATE PLAIN AAAA", "AUTHENTICATE PLAIN =")),
        (2, scene => scene.Wrong("SELECT INBOX", "LIST \"\" *", "FETCH 1 FLAGS", "UID FETCH 1 FLAGS", "FROB", "IDLE", "CREATE x", "ENABLE CONDSTORE", "STARTTLS", "CHECK", "DONE", "NAMESPACE")),
        (1, scene => scene.Wrong("LOGOUT now", "NOOP now", "CAPABILITY now")),
    ];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> LoggedIn =
    [
        (1, scene => scene.Wrong("LOGIN {user} {password}", "AUTHENTICATE PLAIN {plain}", "STARTTLS")),
        (2, Enable),
        (1, Notify),
        (1, scene => scene.Draw.Chance(80) ? "NAMESPACE" : scene.Wrong("NAMESPACE x")),
        (1, scene => scene.Wrong("FROB", "FROB 1 2", "UID", "UID FROB", "UID NOOP", "XYZZY (a b)", "DONE", "UID UID FETCH 1 FLAGS", "X", "uid", "COMPRESS DEFLATE", "UNAUTHENTICATE", "GETQUOTAROOT INBOX", "GETACL INBOX", "GETMETADATA INBOX /private/x", "SETMETADATA \"\" (/private/x NIL)", "REPLACE 1 INBOX", "ESEARCH IN (inboxes) ALL")),
    ];

    public static string LogIn(Scene scene)
    {
        scene.Session.LoggedIn = true;
        scene.Session.KnowsQresync = false;
        return scene.Draw.Of("LOGIN {user} {password}", "LOGIN \"{user}\" \"{password}\"", "login {user} {password}", "AUTHENTICATE PLAIN {plain}");
    }

    /// <summary>With several clients only how it is turned off: what others do is told whenever a server comes to it.</summary>
    private static string Notify(Scene scene)
    {
        var draw = scene.Draw;
        if (!scene.Offers("NOTIFY") || draw.Chance(20))
            return scene.Wrong("NOTIFY", "NOTIFY SET ()", "NOTIFY SET (SELECTED (FROB))", "NOTIFY SET (SELECTED (MessageNew))", "NOTIFY FROB");
        return scene.World.Sessions.Count > 1 || draw.Chance(30)
            ? "NOTIFY NONE"
            : draw.Of("NOTIFY SET (SELECTED NONE)", "NOTIFY SET (SELECTED (MessageNew MessageExpunge))", "NOTIFY SET (SELECTED (MessageNew MessageExpunge FlagChange))", "notify set (selected (messagenew messageexpunge))");
    }

    private static string Logout(Scene scene)
    {
        scene.Session.LoggedIn = false;
        scene.Session.Selected = null;
        return "LOGOUT";
    }

    private static string Enable(Scene scene)
    {
        var names = new List<string> { "CONDSTORE", "X-UNKNOWN", "condstore", "IMAP4rev1" };
        if (scene.Offers("QRESYNC") && scene.Draw.Chance(30))
        {
            scene.Session.KnowsQresync = true;
            return "ENABLE QRESYNC";
        }

        return scene.Draw.Chance(10) ? scene.Wrong("ENABLE", "ENABLE (CONDSTORE)", "ENABLE \"CONDSTORE\"") : $"ENABLE {string.Join(' ', scene.Draw.Some(names, 3))}";
    }
}
