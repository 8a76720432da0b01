using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Several things that the server does before anybody can look.</summary>
internal sealed record AtomicStep(IReadOnlyList<Step> Steps) : Step
{
    public override string Text => string.Join("; ", Steps.Select(step => step.Text));

    internal override void Run(Lab lab)
    {
        foreach (var step in Steps)
            step.Run(lab);
    }
}
