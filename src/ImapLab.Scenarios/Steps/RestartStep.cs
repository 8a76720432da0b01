using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Another life of the tracker begins, with what the last one stored. A life that still goes on is stopped first.</summary>
internal sealed record RestartStep : Step
{
    public override string Text => "the tracker is started again with what it had stored";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new RestartStep { Actor = actor, Place = arguments.Place };
        arguments.Reject("restart alone");
        return null;
    }

    internal override void Run(Lab lab)
    {
        if (lab.StartedAt is null)
            throw new ScenarioException(Place, "expected restart after start");
        if (lab.Tracker.Running is not null)
            TrackerTask.Run(lab, lab.Tracker.StopAsync, "stop");
        TrackerTask.Run(lab, lab.Tracker.StartAsync, "start again");
    }
}
