using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;

namespace ImapLab.Scenarios.Steps;

/// <summary>Reads one verb's arguments into its step; null, and errors, where they are not right.</summary>
internal delegate Step? StepReader(YamlNode arguments, string actor);

/// <summary>All that can happen in a scenario, one row a verb.</summary>
internal static class StepCatalog
{
    private static readonly (string Actor, string Verb, StepReader Read)[] Rows =
    [
        ("server", "deliver", DeliverStep.Read),
        ("server", "append", AppendStep.Read),
        ("server", "expunge", ExpungeStep.Read),
        ("server", "copy", (arguments, actor) => CopyStep.Read(arguments, actor, move: false)),
        ("server", "move", (arguments, actor) => CopyStep.Read(arguments, actor, move: true)),
        ("server", "flag", FlagStep.Read),
        ("server", "create", CreateStep.Read),
        ("server", "rename", RenameStep.Read),
        ("server", "delete", DeleteStep.Read),
        ("server", "recreate", RecreateStep.Read),
        ("server", "reset-uidvalidity", ResetUidValidityStep.Read),
        ("server", "visit", VisitStep.Read),
        ("server", "occupy", OccupyStep.Read),
        ("server", "announce", AnnounceStep.Read),

        ("network", "cut", (arguments, actor) => CutStep.Read(arguments, actor, reset: false)),
        ("network", "reset", (arguments, actor) => CutStep.Read(arguments, actor, reset: true)),
        ("network", "refuse", RefuseStep.Read),
        ("network", "slice", SliceStep.Read),

        ("time", "advance", AdvanceStep.Read),

        ("tracker", "start", StartStep.Read),
        ("tracker", "settle", SettleStep.Read),
        ("tracker", "stop", StopStep.Read),
        ("tracker", "kill", KillStep.Read),
        ("tracker", "restart", RestartStep.Read),

        ("quirk", "on", QuirkOnStep.Read),
        ("quirk", "off", QuirkOffStep.Read),

        ("expect", "events", ExpectEventsStep.Read),
        ("expect", "never", ExpectNeverStep.Read),
        ("expect", "state", ExpectStateStep.Read),
        ("expect", "connections", ExpectConnectionsStep.Read),
    ];

    private static readonly string[] Actors = [.. Rows.Select(row => row.Actor).Distinct()];

    public static IReadOnlyList<Step> Read(YamlNode? node) => [.. (node?.Items("a list of steps") ?? []).SelectMany(ReadEntry)];

    /// <summary>Reads one entry: an actor, and what it does; several verbs of <c>expect</c> are several steps.</summary>
    private static IEnumerable<Step> ReadEntry(YamlNode entry)
    {
        if (entry is not YamlMap { Entries: [var (actor, body)] })
        {
            entry.Reject($"a step: one of {Words.Or(Actors)}, and what it does");
            return [];
        }

        if (!Actors.Contains(actor.Value))
        {
            actor.Reject($"{Words.Or(Actors)}{Words.Guess(actor.Value, Actors)}");
            return [];
        }

        return body switch
        {
            // Done in one go: nobody sees what is in between.
            YamlList several when actor.Value == "server" => [new AtomicStep([.. several.Values.SelectMany(item => ReadVerbs(item, actor.Value))]) { Actor = actor.Value, Place = actor.Place }],
            _ => ReadVerbs(body, actor.Value),
        };
    }

    private static IReadOnlyList<Step> ReadVerbs(YamlNode body, string actor)
    {
        var verbs = Rows.Where(row => row.Actor == actor).ToList();
        var names = verbs.ConvertAll(row => row.Verb);
        if (body is YamlScalar { IsNothing: false } alone)
            return One(alone, alone);
        if (body is YamlMap map && (map.Entries.Count == 1 || (actor == "expect" && map.Entries.Count > 0)))
            return [.. map.Entries.SelectMany(entry => One(entry.Key, entry.Value))];
        body.Reject($"what {actor} does: {Words.Or(names)}");
        return [];

        IReadOnlyList<Step> One(YamlScalar verb, YamlNode arguments)
        {
            if (verbs.Find(row => row.Verb == verb.Value).Read is { } read)
                return read(arguments, actor) is { } step ? [step] : [];
            verb.Reject($"{Words.Or(names)}{Words.Guess(verb.Value, names)}");
            return [];
        }
    }
}
