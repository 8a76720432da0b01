using ImapLab.Differential.Tests.Sequences;

namespace ImapLab.Differential.Tests.Generation;

/// <summary>Draws sequences: an account with some mail, then one to three clients that do what clients do, and now and then what they must not.</summary>
/// <param name="offers">Whether the fake server's profile has a capability.</param>
internal sealed class Generator(Func<string, bool> offers)
{
    private static readonly string[] Given = ["INBOX", "Drafts", "Junk", "Sent", "Trash"];

    public Sequence Next(int seed)
    {
        var draw = new Draw(seed);
        var world = new World();
        foreach (var name in Given)
            world.Mailboxes.Add(name, new MailboxModel());
        var scene = new Scene(draw, world, offers);
        var sessions = draw.Weighted([(45, 1), (40, 2), (15, 3)]);
        for (var number = 1; number <= sessions; number++)
            world.Sessions.Add(new SessionModel(number));
        var steps = new List<Step>();
        if (draw.Chance(95))
            Prepare(scene, steps);
        for (var count = draw.Between(4, 22); count > 0; count--)
        {
            scene.Session = draw.Of(world.Sessions);
            steps.AddRange(Turn(scene));
        }

        return new Sequence($"seed {seed}", steps);
    }

    /// <summary>What is there at the start: some mail, perhaps some folders, and the clients with a mailbox open.</summary>
    private static void Prepare(Scene scene, List<Step> steps)
    {
        var draw = scene.Draw;
        foreach (var session in scene.World.Sessions)
        {
            scene.Session = session;
            steps.Add(Say(scene, ConnectionCommands.LogIn(scene)));
            for (var count = session.Number == 1 ? draw.Between(0, 7) : 0; count > 0; count--)
                steps.Add(Say(scene, MessageCommands.Append(scene, draw.Chance(75) ? "INBOX" : draw.Of(Given))));
            if (draw.Chance(85))
                steps.Add(Say(scene, SelectionCommands.Select(scene, draw.Chance(85) ? "INBOX" : Names.Existing(scene))));
        }
    }

    private static IEnumerable<Step> Turn(Scene scene)
    {
        var session = scene.Session;
        if (session.Idle)
        {
            if (scene.Draw.Chance(10))
                yield return new WaitStep(session.Number);
            if (!scene.Draw.Chance(50))
                yield break;
            session.Idle = false;
            yield return new SayStep(session.Number, scene.Draw.Chance(95) ? "DONE" : scene.Wrong("done", "NOOP", "", "DONE ", "x NOOP")) { IsWrong = scene.IsWrong };
            scene.IsWrong = false;
            yield break;
        }

        if (scene.Draw.Chance(1))
        {
            session.LoggedIn = false;
            session.Selected = null;
            yield return new HangUpStep(session.Number);
            yield break;
        }

        yield return Say(scene, Command(scene));
    }

    private static string Command(Scene scene)
    {
        while (true)
        {
            var command = scene.Draw.Weighted(Choices(scene))(scene);
            if (scene.Draw.Chance(5))
                command = Mutation.Of(scene, command);
            if (!NotDrawn.Has(command, scene.Session.Selected))
                return command;
            scene.IsWrong = false;
        }
    }

    private static List<(int Weight, Func<Scene, string> Make)> Choices(Scene scene)
    {
        if (!scene.Session.LoggedIn)
            return [.. ConnectionCommands.BeforeLogin];
        // Now and then a command that needs a selected mailbox, without one.
        var stray = scene.Session.Selected is null && scene.Draw.Chance(10);
        List<(int, Func<Scene, string>)> choices =
            [.. ConnectionCommands.Any, .. ConnectionCommands.LoggedIn, .. FolderCommands.All, .. SelectionCommands.LoggedIn, .. MessageCommands.LoggedIn];
        if (scene.Session.Selected is not null || stray)
            choices.AddRange([.. SelectionCommands.Selected, .. MessageCommands.Selected, .. FetchCommands.Selected, .. SearchCommands.Selected, .. SortCommands.Selected]);
        return choices;
    }

    private static SayStep Say(Scene scene, string command)
    {
        var session = scene.Session;
        var step = new SayStep(session.Number, $"{session.NextTag} {command}") { IsWrong = scene.IsWrong };
        session.Commands++;
        scene.IsWrong = false;
        return step;
    }
}
