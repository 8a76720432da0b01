using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>Kinds of events that must not have been told at all so far: <c>never: [authenticationError, mailboxReset]</c>.</summary>
internal sealed record ExpectNeverStep(IReadOnlyList<string> Kinds) : Step
{
    private static readonly string[] Known =
    [
        "messageNew", "messageDeleted", "messageMoved", "messageUpdated", "mailboxNew", "mailboxDeleted", "mailboxRenamed", "mailboxReset",
        "massDeletion", "connectError", "authenticationError", "syncWarning",
    ];

    public override string Text => $"never expected: {string.Join(", ", Kinds)}";

    public static Step? Read(YamlNode arguments, string actor)
    {
        IReadOnlyList<string?> kinds =
            [.. arguments.Items("a list of kinds of events").Select(item => item.OneOf<int>([.. Known.Select((word, at) => (word, at))]) is { } at ? Known[at] : null)];
        return kinds.All(kind => kind is not null) && kinds.Count > 0 ? new ExpectNeverStep([.. kinds.OfType<string>()]) { Actor = actor, Place = arguments.Place } : null;
    }

    internal override void Run(Lab lab)
    {
        foreach (var told in lab.Tracker.Events.Where(observed => Kinds.Contains(observed.Event.Event)))
            lab.Complaints.Add($"told, though the scenario says never: {told.Event.Event} {told.Event.Path}");
    }
}
