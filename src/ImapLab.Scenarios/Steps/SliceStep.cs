using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;
using ImapLab.Server.Quirks;

namespace ImapLab.Scenarios.Steps;

/// <summary>From now on every reply arrives in pieces of a few bytes.</summary>
internal sealed record SliceStep : Step
{
    public override string Text => "replies arrive in pieces of 1 to 7 bytes";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments is YamlScalar)
            return new SliceStep { Actor = actor, Place = arguments.Place };
        arguments.Reject("slice alone");
        return null;
    }

    internal override void Run(Lab lab) => lab.Server.SwitchOn(new SlicedWrites(lab.Seed));
}
