using System.Globalization;
using ImapLab.Protocol.Mail;
using ImapLab.Scenarios.Oracle;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Runner;

/// <summary>What truly happened, what the scenario did, and what the tracker told, on one line of time.</summary>
internal sealed class TimeLine(TimeProvider time)
{
    private readonly List<(DateTimeOffset At, long Ordinal, int Rank, string Text)> _lines = [];

    public void Note(long ordinal, string text) => _lines.Add((time.GetUtcNow(), ordinal, 0, $"-- {text}"));

    /// <summary>The lines in order. The scenario's stand before what they set off, and what was told after what it tells.</summary>
    public IReadOnlyList<string> Lines(RunFacts facts, long startedAt)
    {
        var names = new Dictionary<int, MailboxName>();
        var happened = facts.History.Select(entry => (entry.At, entry.Ordinal, Rank: -1, Text: $"   {Text(entry, NameOf(entry, names))}")).ToList();
        var all = _lines
            .Concat(happened.Where(line => line.Ordinal > startedAt))
            .Concat(facts.Events.Select(observed => (observed.At, observed.Ordinal, Rank: 1, Text: $"   told: {string.Join(" and ", Tale.Of(observed))}{Reason(observed)}")));
        return [.. all.OrderBy(line => line.At).ThenBy(line => line.Ordinal).ThenBy(line => line.Rank)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.At:HH:mm:ss} {line.Text}"))];
    }

    private static string Reason(ObservedEvent observed) => observed.Event.Data is Tracking.Events.ProblemData problem ? $": {problem.Reason}" : "";

    /// <summary>The name that a mailbox has after an entry of its journal.</summary>
    private static MailboxName NameOf(JournalEntry entry, Dictionary<int, MailboxName> names)
    {
        if (entry.Change is Change.Created created)
            names[entry.Mailbox] = created.Name;
        if (entry.Change is Change.Renamed renamed)
            names[entry.Mailbox] = renamed.To;
        return names[entry.Mailbox];
    }

    private static string Text(JournalEntry entry, MailboxName mailbox) => entry.Change switch
    {
        Change.Added added => $"message {added.Message.Number} arrives in {mailbox} as uid {added.Uid}",
        Change.Expunged expunged => $"message {expunged.Message.Number} (uid {expunged.Uid}) goes from {mailbox}",
        Change.Flagged flagged => $"uid {flagged.Uid} of {mailbox} has flags {flagged.Flags}",
        Change.Renumbered renumbered => $"{mailbox} is renumbered: UIDVALIDITY {renumbered.From} becomes {renumbered.To}",
        Change.Created created => $"{mailbox} is made with UIDVALIDITY {created.UidValidity}",
        Change.Deleted => $"{mailbox} is deleted",
        Change.Renamed renamed => $"{renamed.From} is renamed to {renamed.To}",
        _ => entry.Change.ToString(),
    };
}
