using System.Globalization;
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
        var all = _lines
            .Concat(facts.History.Where(entry => entry.Ordinal > startedAt).Select(entry => (entry.At, entry.Ordinal, Rank: -1, Text: $"   {Text(entry)}")))
            .Concat(facts.Events.Select(observed => (observed.At, observed.Ordinal, Rank: 1, Text: $"   told: {string.Join(" and ", Tale.Of(observed))}{Reason(observed)}")));
        return [.. all.OrderBy(line => line.At).ThenBy(line => line.Ordinal).ThenBy(line => line.Rank)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.At:HH:mm:ss} {line.Text}"))];
    }

    private static string Reason(ObservedEvent observed) => observed.Event.Data is Tracking.Events.ProblemData problem ? $": {problem.Reason}" : "";

    private static string Text(JournalEntry entry) => entry.Change switch
    {
        Change.Added added => $"message {added.Message.Number} arrives in mailbox {entry.Mailbox} as uid {added.Uid}",
        Change.Expunged expunged => $"message {expunged.Message.Number} (uid {expunged.Uid}) goes from mailbox {entry.Mailbox}",
        Change.Flagged flagged => $"uid {flagged.Uid} of mailbox {entry.Mailbox} has flags {flagged.Flags}",
        Change.Renumbered renumbered => $"mailbox {entry.Mailbox} is renumbered: UIDVALIDITY {renumbered.From} becomes {renumbered.To}",
        Change.Created created => $"mailbox {entry.Mailbox} is made as {created.Name} with UIDVALIDITY {created.UidValidity}",
        Change.Deleted deleted => $"mailbox {entry.Mailbox}, {deleted.Name}, is deleted",
        Change.Renamed renamed => $"mailbox {entry.Mailbox}, {renamed.From}, is renamed to {renamed.To}",
        _ => entry.Change.ToString(),
    };
}
