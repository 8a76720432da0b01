using System.Globalization;
using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Runner;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// What must have been told since the last such list, or since the baseline; in any order, but no more and no less.
/// Events about the connection are not listed.
/// </summary>
internal sealed record ExpectEventsStep(IReadOnlyList<ExpectedEvent> Events) : Step
{
    public override string Text => $"{Events.Count} event{(Events.Count == 1 ? "" : "s")} expected";

    public static Step? Read(YamlNode arguments, string actor)
    {
        IReadOnlyList<YamlNode> items = arguments is YamlList list ? list.Values : [];
        if (arguments is not YamlList)
            arguments.Reject("a list of events");
        return new ExpectEventsStep([.. items.Select(ExpectedEvent.Read).OfType<ExpectedEvent>()]) { Actor = actor, Place = arguments.Place };
    }

    internal override void Run(Lab lab)
    {
        if (lab.Settles.Count == 0)
            throw new ScenarioException(Place, "expected a settle before this: what was told so far may be half the story");
        var last = lab.Expectations.Count > 0 ? lab.Expectations[^1] : null;
        var baseline = lab.Settles[0];
        var settle = lab.Settles[^1];
        lab.Expectations.Add(new Expectation(
            [.. Events.Select(expected => expected.ToTale(lab))],
            Place,
            last?.ToOrdinal ?? baseline.Ordinal,
            settle.Ordinal,
            last?.ToEvents ?? baseline.Events,
            settle.Events));
    }
}

/// <summary>An event as a scenario writes it: <c>messageDeleted: {path: INBOX, message: 4}</c>.</summary>
internal sealed record ExpectedEvent(string Kind, string? Path, int? Message, string? PreviousPath, YamlPlace Place)
{
    private static readonly string[] Messages = [EventNames.MessageNew, EventNames.MessageDeleted];

    private static readonly string[] Folders = [EventNames.MailboxNew, EventNames.MailboxDeleted, EventNames.MailboxReset];

    private static readonly string[] Kinds = [.. Messages, .. Folders];

    public static ExpectedEvent? Read(YamlNode node)
    {
        if (node is not YamlMap { Entries: [var (kind, value)] })
        {
            node.Reject($"an event: one of {Words.Or(Kinds)}, and what it is about");
            return null;
        }

        if (!Kinds.Contains(kind.Value))
        {
            kind.Reject($"{Words.Or(Kinds)}{Words.Guess(kind.Value, Kinds)}");
            return null;
        }

        var isMessage = Messages.Contains(kind.Value);
        if ((isMessage ? value.Map(kind.Value, "path", "message") : value.Map(kind.Value, "path")) is not { } map)
            return null;
        var path = map.Required("path", "the folder")?.Text();
        var message = isMessage ? map.Required("message", "the message's number")?.Whole(least: 1) : null;
        return path is null || (isMessage && message is null) ? null : new ExpectedEvent(kind.Value, path, message, null, node.Place);
    }

    /// <summary>The path is that of the server at hand, whatever its delimiter and the names of its roles.</summary>
    public Tale ToTale(Lab lab) => new(Kind, Path is null ? null : PathOf(lab).Text) { Message = Message };

    public override string ToString() => Message is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Kind} {Path} message {number}") : $"{Kind} {Path}";

    /// <summary>A role may be that of a folder that is gone by now.</summary>
    private MailboxName PathOf(Lab lab)
    {
        if (Path![0] != '\\')
            return lab.Name(Path);
        return lab.Store.Everything.LastOrDefault(mailbox => mailbox.Role.ToString().Equals(Path[1..], StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new ScenarioException(Place, $"expected the role of a folder, found \"{Path}\"");
    }
}
