namespace ImapLab.Differential.Tests.Generation;

/// <summary>Commands on mailboxes as such.</summary>
internal static class FolderCommands
{
    private static readonly string[] StatusItems = ["MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN"];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> All =
    [
        (6, Create),
        (4, Delete),
        (4, Rename),
        (3, scene => $"SUBSCRIBE {Spelling.AString(scene, Names.Any(scene))}"),
        (3, scene => $"UNSUBSCRIBE {Spelling.AString(scene, Names.Any(scene))}"),
        (6, scene => $"LIST {Spelling.AString(scene, Names.Reference(scene))} {Spelling.Pattern(scene, Names.Pattern(scene))}"),
        (3, scene => $"LSUB {Spelling.AString(scene, Names.Reference(scene))} {Spelling.Pattern(scene, Names.Pattern(scene))}"),
        (4, ListExtended),
        (8, scene => $"STATUS {Spelling.AString(scene, Names.Any(scene))} {Status(scene)}"),
    ];

    public static string Status(Scene scene)
    {
        var items = new List<string>(StatusItems);
        if (scene.Offers("CONDSTORE"))
            items.Add("HIGHESTMODSEQ");
        if (scene.Offers("STATUS=SIZE"))
            items.Add("SIZE");
        if (scene.Draw.Chance(5))
            return scene.Wrong("()", "MESSAGES", "(FROB)", "(MESSAGES FROB)", "(MESSAGES MESSAGES)", "", "(messages)", "(\"MESSAGES\")");
        return $"({string.Join(' ', scene.Draw.Some(items, items.Count))})";
    }

    private static string Create(Scene scene)
    {
        var name = Names.New(scene);
        if (!scene.IsWrong)
            scene.World.Mailboxes.TryAdd(name.TrimEnd('.'), new MailboxModel());
        return $"CREATE {Spelling.AString(scene, name)}";
    }

    private static string Delete(Scene scene)
    {
        var name = Names.Any(scene);
        if (name != "INBOX")
            scene.World.Mailboxes.Remove(name);
        return $"DELETE {Spelling.AString(scene, name)}";
    }

    private static string Rename(Scene scene)
    {
        var (from, to) = (Names.Any(scene), Names.New(scene));
        if (!scene.IsWrong && scene.World.Mailboxes.Remove(from, out var moved))
            scene.World.Mailboxes[to] = moved;
        if (from == "INBOX")
            scene.World.Mailboxes[from] = new MailboxModel();
        return $"RENAME {Spelling.AString(scene, from)} {Spelling.AString(scene, to)}";
    }

    private static string ListExtended(Scene scene)
    {
        var draw = scene.Draw;
        if (!scene.Offers("LIST-EXTENDED") && !scene.Offers("LIST-STATUS"))
            return $"LIST \"\" {Spelling.Pattern(scene, Names.Pattern(scene))}";
        string[] selections = scene.Offers("LIST-EXTENDED") ? ["SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "SPECIAL-USE"] : ["SPECIAL-USE"];
        string[] returns = scene.Offers("LIST-EXTENDED") ? ["SUBSCRIBED", "CHILDREN", "SPECIAL-USE"] : ["SPECIAL-USE"];
        var selection = draw.Chance(50) ? "" : draw.Chance(8) ? scene.Wrong("() ", "(FROB) ", "SUBSCRIBED ") : $"({string.Join(' ', draw.Some(selections, 3))}) ";
        var pattern = scene.Offers("LIST-EXTENDED") && draw.Chance(25)
            ? $"({Spelling.Pattern(scene, Names.Pattern(scene))} {Spelling.Pattern(scene, Names.Pattern(scene))})"
            : Spelling.Pattern(scene, Names.Pattern(scene));
        var wanted = draw.Some(returns, 3);
        if (draw.Chance(40))
            wanted.Add($"STATUS {Status(scene)}");
        var returned = draw.Chance(30) ? "" : draw.Chance(8) ? scene.Wrong(" RETURN ()", " RETURN (FROB)", " RETURN", " FROB", " RETURN SUBSCRIBED") : $" RETURN ({string.Join(' ', wanted)})";
        return $"LIST {selection}{Spelling.AString(scene, Names.Reference(scene))} {pattern}{returned}";
    }
}
