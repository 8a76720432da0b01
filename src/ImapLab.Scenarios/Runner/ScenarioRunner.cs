using ImapLab.Profiles;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Steps;
using ImapLab.Scenarios.Trackers;

namespace ImapLab.Scenarios.Runner;

/// <summary>Plays a scenario on a profile's server to a tracker, and has the oracle judge what it told.</summary>
public static class ScenarioRunner
{
    private const string LeftTheThread =
        "the tracker left the lab's thread, so the run cannot be repeated: in a deterministic lab a tracker must not hop threads (Task.Run, CancelAsync, a Task.Delay that is cancelled)";

    /// <summary>Plays it. The same arguments give the same result, to the byte of the transcript.</summary>
    public static RunResult Run(Scenario scenario, Profile profile, ITrackerKind tracker, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(tracker);
        var result = new RunResult { Scenario = scenario.Name, Group = scenario.Group, Profile = profile.Name, Status = RunStatus.Passed };
        if (WhyNot(scenario, profile, tracker) is { } reason)
            return result with { Status = RunStatus.Skipped, Reasons = [reason] };
        // With a context of a test framework about, what waits would go on on another thread instead of here.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return Run(scenario, profile, tracker, seed, result);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static RunResult Run(Scenario scenario, Profile profile, ITrackerKind tracker, ulong seed, RunResult result)
    {
        using Lab lab = tracker.OverTcp ? TcpLab.Start(ProfileBinder.Bind(profile), tracker, seed) : new VirtualLab(ProfileBinder.Bind(profile), tracker, seed);
        var timeLine = new TimeLine(lab.Time);
        var start = lab.Time.GetUtcNow();
        var outcome = Play(scenario, lab, timeLine);
        var facts = lab.Facts();
        var (status, reasons) = outcome ?? Judge(lab, facts);
        return result with
        {
            Status = status,
            Reasons = reasons,
            Notes = [.. lab.Faults.Where(fault => !fault.HasFired()).Select(fault => $"never came to pass: {fault.What}")],
            TimeLine = timeLine.Lines(facts, facts.StartedAt),
            Events = facts.Events,
            Transcript = TranscriptText.Lines(lab.Transcript, start),
            LabTime = lab.Time.GetUtcNow() - start,
        };
    }

    /// <summary>Why a scenario is not played; null where it is.</summary>
    public static string? WhyNot(Scenario scenario, Profile profile, ITrackerKind tracker)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(tracker);
        if (scenario.Profiles.WhyNot(profile) is { } why)
            return why;
        return tracker.OverTcp ? scenario.Steps.Select(step => step.WhyNotOverTcp).FirstOrDefault(reason => reason is not null) : null;
    }

    /// <returns>How the run ended before its time; null where it came to its end.</returns>
    private static (RunStatus Status, IReadOnlyList<string> Reasons)? Play(Scenario scenario, Lab lab, TimeLine timeLine)
    {
        try
        {
            lab.OnServer(() => Prepare(scenario.Given, lab));
            foreach (var step in scenario.Steps)
            {
                timeLine.Note(lab.Store.Now, step.Text);
                if (step.Actor is "server" or "network" or "quirk")
                    lab.OnServer(() => step.Run(lab));
                else
                    step.Run(lab);
                lab.Tracker.Bury();
                if (lab.Tracker.Running?.Failure is { } failure)
                    throw new TrackerFailedException(failure);
            }

            FinishTelling(scenario, lab, timeLine);
            return lab.Escaped ? (RunStatus.Inconclusive, [LeftTheThread]) : null;
        }
        catch (ScenarioException wrong)
        {
            return (RunStatus.BadScenario, [wrong.Message]);
        }
        catch (Exception) when (lab.Escaped)
        {
            return (RunStatus.Inconclusive, [LeftTheThread]);
        }
        catch (TrackerStalledException stalled)
        {
            return (RunStatus.Failed, [stalled.Message, .. Reasons(lab)]);
        }
        catch (TrackerFailedException broken)
        {
            return (RunStatus.Inconclusive, [broken.Message]);
        }
    }

    /// <summary>A story that ends with something happening goes on until the tracker has seen it.</summary>
    private static void FinishTelling(Scenario scenario, Lab lab, TimeLine timeLine)
    {
        if (lab.Tracker.Running is null || scenario.Steps[^1].Actor == "expect" || scenario.Steps[^1] is SettleStep)
            return;
        timeLine.Note(lab.Store.Now, "the tracker looks at everything");
        SettleStep.Settle(lab);
    }

    private static void Prepare(Given given, Lab lab)
    {
        foreach (var quirk in given.Quirks)
            lab.Server.SwitchOn(QuirkOnStep.Quirk(quirk));
        foreach (var folder in given.Folders)
        {
            var name = lab.Name(folder.Name);
            var role = folder.Name[0] == '\\' && Enum.TryParse<FolderRole>(folder.Name[1..], ignoreCase: true, out var known) ? known : FolderRole.None;
            var mailbox = lab.Store.Find(name) ?? lab.Store.Create(name, role);
            for (var made = 0; made < folder.Messages; made++)
                mailbox.Add(0, lab.NewMessage(), FlagSet.Empty);
        }
    }

    private static (RunStatus, IReadOnlyList<string>) Judge(Lab lab, RunFacts facts)
    {
        try
        {
            var expected = lab.Expectations.SelectMany(expectation => ExpectationCheck.Check(facts, expectation)).ToList();
            var wrong = Reasons(lab);
            // What the oracle found says it all; an expectation that is not met only says it again.
            if (wrong.Count == 0)
                wrong = expected;
            return wrong.Count == 0 ? (RunStatus.Passed, []) : (RunStatus.Failed, wrong);
        }
        catch (ScenarioException wrong)
        {
            return (RunStatus.BadScenario, [wrong.Message]);
        }
    }

    private static List<string> Reasons(Lab lab) =>
        TruthOracle.Judge(lab.Facts()) is Verdict.Deviates deviates ? [.. deviates.Why, .. lab.Complaints] : lab.Complaints;
}
