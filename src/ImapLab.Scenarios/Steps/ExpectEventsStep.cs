using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// What must have been told since the last such list, or since the baseline; in any order, but no more and no less.
/// Events about the connection are not listed; that a move was told as one, and what
/// happened to flags, is compared only where the list speaks of such events.
/// </summary>
internal sealed record ExpectEventsStep(IReadOnlyList<ExpectedEvent> Events) : Step
{
    public override string Text => $"{Events.Count} event{(Events.Count == 1 ? "" : "s")} expected";

    public static Step? Read(YamlNode arguments, string actor)
    {
        IReadOnlyList<YamlNode> items = arguments is YamlList list ? list.Values : [];
        if (arguments is not YamlList)
            arguments.Reject("a list of events");
        return new ExpectEventsStep([.. items.Select(ExpectedEvent.Read).OfType<ExpectedEvent>()]) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        if (lab.Settles.Count == 0)
            throw new ScenarioException(Place, "expected a settle before this: what was told so far may be half the story");
        var last = lab.Expectations.Count > 0 ? lab.Expectations[^1] : null;
        var baseline = lab.Settles[0];
        var settle = lab.Settles[^1];
        lab.Expectations.Add(new Expectation(
            [.. Events.SelectMany(expected => expected.ToTales(lab))],
            Place,
            last?.ToOrdinal ?? baseline.Ordinal,
            settle.Ordinal,
            last?.ToEvents ?? baseline.Events,
            settle.Events));
    }
}
