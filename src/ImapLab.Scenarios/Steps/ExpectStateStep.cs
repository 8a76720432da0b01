using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// What a folder truly holds at this moment: <c>state: {INBOX: [1, 2, 7]}</c>, or <c>[]</c>. It is the scenario's check on
/// itself; that the tracker knows the same follows from its events.
/// </summary>
internal sealed record ExpectStateStep(IReadOnlyList<(string Folder, IReadOnlyList<int> Messages, YamlPlace Place)> Folders) : Step
{
    public override string Text => $"the content of {string.Join(", ", Folders.Select(folder => folder.Folder))} checked";

    public static Step? Read(YamlNode arguments, string actor)
    {
        if (arguments.FreeMap("a map of folders and their messages") is not { } map)
            return null;
        var folders = new List<(string, IReadOnlyList<int>, YamlPlace)>();
        foreach (var (name, value) in map.Entries.Select(entry => (entry.Key, entry.Value)))
            folders.Add((name.Value, value is YamlList { Values.Count: 0 } ? [] : MessageNumbers.Read(value)?.Numbers ?? [], value.Place));
        return new ExpectStateStep(folders) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        foreach (var (name, messages, place) in Folders)
        {
            var held = lab.Folder(name, place).Messages.Select(message => message.Message.Number).ToList();
            if (!held.Order().SequenceEqual(messages.Order()))
                throw new ScenarioException(place, $"expected what {name} holds at this moment ({string.Join(", ", held)}), found {(messages.Count == 0 ? "nothing" : string.Join(", ", messages))}");
        }
    }
}
