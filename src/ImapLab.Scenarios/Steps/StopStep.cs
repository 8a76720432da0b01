using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>The tracker is stopped in good order; nothing is waited for but its end.</summary>
internal sealed record StopStep : Step
{
    public override string Text => "the tracker is stopped";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new StopStep { Actor = actor, Place = arguments.Place };
        arguments.Reject("stop alone");
        return null;
    }

    internal override void Run(Lab lab) => TrackerTask.Run(lab, lab.Tracker.StopAsync, "stop");
}
