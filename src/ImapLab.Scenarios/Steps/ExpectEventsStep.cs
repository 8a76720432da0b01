using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Model;
using ImapLab.Scenarios.Oracle;
using ImapLab.Scenarios.Runner;

namespace ImapLab.Scenarios.Steps;

/// <summary>
/// What must have been told since the last such list, or since the baseline; in any order, but no more and no less.
/// Events about the connection are not listed; that a move was told as one, and what
/// happened to flags, is compared only where the list speaks of such events.
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
        List<Tale> expected = [.. Events.SelectMany(one => one.ToTales(lab))];
        lab.Expectations.Add(new Expectation(
            expected,
            Place,
            last?.ToOrdinal ?? baseline.Ordinal,
            settle.Ordinal,
            last?.ToEvents ?? baseline.Events,
            settle.Events)
        {
            LeftOut = LeftOut(lab, expected),
        });
    }

    /// <summary>
    /// Where folders are labels, what happens in one shows in those of all and of starred mail, too. A scenario that is told of folders as others have
    /// them says nothing of these; one that is about them names them.
    /// </summary>
    private static HashSet<string> LeftOut(Lab lab, IReadOnlyList<Tale> expected) => lab.Store.LabelRules is null
        ? []
        : [.. lab.Store.Mailboxes.Where(mailbox => mailbox.Role is FolderRole.All or FolderRole.Flagged).Select(mailbox => mailbox.Name.Text)
            .Except(expected.Select(tale => tale.Path).OfType<string>())];
}
