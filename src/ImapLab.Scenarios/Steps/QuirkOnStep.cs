using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Server.Quirks;

namespace ImapLab.Scenarios.Steps;

/// <summary>The server takes on a quirk: <c>on: search.not-ignored</c>, or a map of id and parameters.</summary>
internal sealed record QuirkOnStep(QuirkUse Use) : Step
{
    public override string Text => $"quirk {Use.Id} on";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (QuirkUseYaml.Read(arguments) is not { } use)
            return null;
        ProfileBinder.Bind(use, arguments.Errors);
        return new QuirkOnStep(use) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab) => lab.Server.SwitchOn(Quirk(Use));

    /// <summary>The quirk that a checked use asks for.</summary>
    public static Quirk Quirk(QuirkUse use) =>
        QuirkCatalog.Create(use.Id, use.Parameters) ?? throw new InvalidOperationException($"{use.Place}: {use.Id} was checked and is not there.");
}
