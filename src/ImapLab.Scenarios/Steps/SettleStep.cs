using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>The tracker is given time until it has looked at everything and told what it found.</summary>
internal sealed record SettleStep : Step
{
    public override string Text => "the tracker looks at everything";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new SettleStep { Actor = actor, Place = arguments.Place };
        arguments.Reject("settle alone");
        return null;
    }

    /// <summary>Longer than any refusal, ban or backoff of a scenario.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    internal override void Run(Lab lab)
    {
        if (lab.Tracker.Running is null)
            throw new ScenarioException(Place, "expected settle while the tracker runs; it was stopped or killed, or never started");
        Settle(lab);
    }

    /// <summary>Waits for a complete look, and marks the moment.</summary>
    public static void Settle(Lab lab)
    {
        if (lab.Tracker.Running is not { } tracker)
            return;
        if (TrackerTask.Run(lab, () => tracker.SettleAsync(CancellationToken.None), "settle", Limit))
            lab.MarkSettled();
    }
}
