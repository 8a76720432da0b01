using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>The tracker is started for the first time, and its first look is waited for: the baseline.</summary>
internal sealed record StartStep : Step
{
    public override string Text => "the tracker is started and takes its first look";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new StartStep { Actor = actor, Place = arguments.Place };
        arguments.Reject("start alone");
        return null;
    }

    internal override void Run(Lab lab)
    {
        if (lab.StartedAt is not null)
            throw new ScenarioException(Place, "expected start once; restart begins another life of the same tracker");
        lab.StartedAt = lab.Store.Now;
        TrackerTask.Run(lab, lab.Tracker.StartAsync, "start");
        SettleStep.Settle(lab);
    }
}
