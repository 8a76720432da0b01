namespace ImapLab.Differential.Tests.Generation;

/// <summary>APPEND, STORE, COPY and MOVE.</summary>
internal static class MessageCommands
{
    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> LoggedIn =
    [
        (14, Append),
        (2, scene => scene.Offers("MULTIAPPEND") ? AppendSeveral(scene) : Append(scene)),
        (2, scene => scene.Offers("CATENATE") ? Catenate(scene) : Append(scene)),
    ];

    public static readonly IReadOnlyList<(int Weight, Func<Scene, string> Make)> Selected =
    [
        (22, Store),
        (8, scene => Transfer(scene, "COPY")),
        (6, scene => scene.Offers("MOVE") ? Transfer(scene, "MOVE") : Transfer(scene, "COPY")),
    ];

    public static string Append(Scene scene) => Append(scene, scene.Session.Selected is { } open && scene.Draw.Chance(40) ? open : Names.Any(scene));

    public static string Append(Scene scene, string mailbox)
    {
        var draw = scene.Draw;
        var message = Message(scene, mailbox);
        return $"APPEND {Spelling.AString(scene, mailbox)} {message}";
    }

    private static string AppendSeveral(Scene scene)
    {
        var mailbox = Names.Any(scene);
        var messages = Enumerable.Range(0, scene.Draw.Between(2, 3)).Select(_ => Message(scene, mailbox)).ToList();
        return $"APPEND {Spelling.AString(scene, mailbox)} {string.Join(' ', messages)}";
    }

    private static string Message(Scene scene, string mailbox)
    {
        var draw = scene.Draw;
        var flags = draw.Chance(45) ? "" : Flags.List(scene) + " ";
        var date = draw.Chance(25) ? "" : Dates.Arrival(scene) + " ";
        scene.World.Find(mailbox)?.Add(1, flags.Contains("\\Deleted", StringComparison.Ordinal));
        // A server that refuses the rest of the command may take octets that were sent unasked for commands.
        var plus = draw.Chance(80) && !scene.IsWrong ? "+" : "";
        var octets = scene.Offers("BINARY") && draw.Chance(4) ? "~" : "";
        return $"{flags}{date}{octets}{{mail:{draw.Of(Corpus.Names)}{plus}}}";
    }

    private static string Catenate(Scene scene)
    {
        var mailbox = Names.Any(scene);
        scene.World.Find(mailbox)?.Add(1);
        var parts = Enumerable.Range(0, scene.Draw.Between(1, 3)).Select(_ => Part(scene)).ToList();
        return $"APPEND {Spelling.AString(scene, mailbox)} CATENATE ({string.Join(' ', parts)})";
    }

    private static string Part(Scene scene)
    {
        var draw = scene.Draw;
        if (draw.Chance(50))
            return $"TEXT {{mail:{draw.Of(Corpus.Names)}{(draw.Chance(80) && !scene.IsWrong ? "+" : "")}}}";
        if (draw.Chance(15))
            return $"URL {scene.Wrong("\"/INBOX/;UID=99\"", "\"/Nope/;UID=1\"", "\"/INBOX/\"", "\"imap://example.test/INBOX/;UID=1\"", "\"/INBOX/;UID=1/;SECTION=FROB\"", "\"\"", "x")}";
        var section = draw.Of("", "", "/;SECTION=HEADER", "/;SECTION=TEXT", "/;SECTION=1");
        var partial = scene.Offers("URL-PARTIAL") && draw.Chance(20) ? "/;PARTIAL=0.20" : "";
        return $"URL \"/INBOX{draw.Of("", ";UIDVALIDITY={uidvalidity:INBOX}")}/;UID={draw.Between(1, 4)}{section}{partial}\"";
    }

    private static string Store(Scene scene)
    {
        var draw = scene.Draw;
        var byUid = draw.Chance(50);
        var set = Sets.Any(scene, byUid);
        var action = draw.Weighted([(40, "+FLAGS"), (25, "-FLAGS"), (15, "FLAGS"), (10, "+FLAGS.SILENT"), (5, "-FLAGS.SILENT"), (5, "FLAGS.SILENT"), (1, "flags"), (1, "")]);
        if (action.Length == 0)
            action = scene.Wrong("+FROB", "FLAGS.LOUD", "FROB");
        var flags = draw.Chance(85) ? Flags.List(scene) : string.Join(' ', Enumerable.Range(0, draw.Between(1, 2)).Select(_ => Flags.One(scene)));
        if (action[0] != '-' && flags.Contains("\\Deleted", StringComparison.Ordinal) && !scene.Session.ReadOnly)
            scene.Open.Deleted.UnionWith(Sets.Guess(scene, set, byUid));
        var condition = scene.Offers("CONDSTORE") && draw.Chance(10)
            ? draw.Chance(85) ? draw.Of("(UNCHANGEDSINCE 1) ", "(UNCHANGEDSINCE 0) ", "(UNCHANGEDSINCE 99999999) ", "(UNCHANGEDSINCE {modseq:OPEN}) ", "(UNCHANGEDSINCE {modseq:OPEN:1}) ") : scene.Wrong("(UNCHANGEDSINCE x) ", "(FROB 1) ", "() ")
            : "";
        return $"{(byUid ? "UID " : "")}STORE {set} {condition}{action} {flags}";
    }

    private static string Transfer(Scene scene, string command)
    {
        var byUid = scene.Draw.Chance(50);
        var set = Sets.Any(scene, byUid);
        var target = Names.Any(scene);
        scene.World.Find(target)?.Add(Sets.Guess(scene, set, byUid).Count());
        if (command == "MOVE" && !scene.Session.ReadOnly && scene.World.Find(target) is not null)
        {
            var gone = Sets.Guess(scene, set, byUid).ToHashSet();
            scene.Open.Uids.RemoveAll(gone.Contains);
        }

        return $"{(byUid ? "UID " : "")}{command} {set} {Spelling.AString(scene, target)}";
    }
}
