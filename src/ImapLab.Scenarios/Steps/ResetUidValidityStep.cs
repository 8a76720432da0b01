using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>A folder begins a new epoch, with the same messages under new UIDs: <c>reset-uidvalidity: INBOX</c>.</summary>
internal sealed record ResetUidValidityStep(string Folder) : Step
{
    public override string Text => $"UIDVALIDITY of {Folder} changed";

    public static Step? Read(YamlNode arguments, string actor) =>
        arguments.Text("the name of a folder") is { } folder ? new ResetUidValidityStep(folder) { Actor = actor, Place = arguments.Place } : null;

    internal override void Run(Lab lab) => lab.Folder(Folder, Place).Renumber(lab.Store.NextEpoch());
}
