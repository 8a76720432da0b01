using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// The tracker dies without a chance to do anything: now (<c>kill</c>), or in the moment when it tells its n-th event
/// from now on, before it learns that it was taken (<c>kill: {after-events: 2}</c>).
/// </summary>
internal sealed record KillStep(int? AfterEvents) : Step
{
    public override string Text => AfterEvents is { } events ? $"the tracker is to die when it tells {(events == 1 ? "the next event" : $"event {events} from now")}" : "the tracker is killed";

    public override string? WhyNotOverTcp => AfterEvents is null ? null : "a process cannot be killed at an exact event";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new KillStep((int?)null) { Actor = actor, Place = arguments.Place };
        return arguments.Map("a kill", "after-events")?.Required("after-events", "a number")?.Whole(least: 1) is { } events
            ? new KillStep(events) { Actor = actor, Place = arguments.Place }
            : null;
    }

    internal override void Run(Lab lab)
    {
        if (AfterEvents is { } events)
            lab.Tracker.KillAfter(events);
        else
            lab.Tracker.Kill();
    }
}
