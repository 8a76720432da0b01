using ImapLab.Server.Mailboxes;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// Judges a tracker by the mirror principle: its events, applied one after the other to what was there at the beginning,
/// give exactly what the server holds. The truth comes from the journal alone, never from what was said on the wire.
/// </summary>
public static class TruthOracle
{
    public static Verdict Judge(RunFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var wrong = new List<string>();
        var events = ToldOnce(facts, wrong);
        Initialized(facts, events, wrong);
        Credentials(facts, events, wrong);
        var from = facts.StartedAt;
        var told = 0;
        var followed = FlagCheck.Followed(TalesOf(events, 0, int.MaxValue));
        var threads = new List<ThreadTale>();
        for (var at = 0; at < facts.Settles.Count; at++)
        {
            var settle = facts.Settles[at];
            wrong.AddRange(JudgeWindow(facts, from, settle.Ordinal, TalesOf(events, told, settle.Events), followed, threads, isBaseline: at == 0));
            from = settle.Ordinal;
            told = settle.Events;
        }

        // What was told after the last look may be half the story, but it must be true.
        var rest = TalesOf(events, told, int.MaxValue);
        if (rest.Count > 0)
        {
            wrong.AddRange(JudgeWindow(facts, from, facts.History.Count == 0 ? from : facts.History[^1].Ordinal, rest, followed, threads, isBaseline: facts.Settles.Count == 0)
                .Where(why => !why.StartsWith("missing", StringComparison.Ordinal)));
        }

        wrong.AddRange(new ThreadCheck(facts.History, threads).Check());
        return wrong.Count == 0 ? new Verdict.Conforms() : new Verdict.Deviates([.. wrong.Distinct()]);
    }

    /// <summary>Claims and tales of a stretch of the run, for those who ask what was told of it.</summary>
    internal static (WindowClaims Claims, PlacementLog Log) Claims(RunFacts facts, long from, long to, IReadOnlyList<Tale> tales, bool isBaseline)
    {
        var before = Picture.At(facts.History, from);
        List<JournalEntry> entries = [.. facts.History.Where(entry => entry.Ordinal > from && entry.Ordinal <= to)];
        var log = new PlacementLog(before, entries);
        return (new WindowClaims(before, Picture.At(facts.History, to), log, tales, isBaseline), log);
    }

    internal static IReadOnlyList<Tale> TalesOf(IEnumerable<ObservedEvent> events, int after, int upTo) =>
        [.. events.Where(observed => observed.Index > after && observed.Index <= upTo).SelectMany(Tale.Of)];

    private static List<string> JudgeWindow(
        RunFacts facts,
        long from,
        long to,
        IReadOnlyList<Tale> tales,
        IReadOnlySet<string> followed,
        List<ThreadTale> threads,
        bool isBaseline)
    {
        var (claims, log) = Claims(facts, from, to, tales, isBaseline);
        var wrong = WindowJudge.Judge(claims, log, tales).ToList();
        var (before, after) = (Picture.At(facts.History, from), Picture.At(facts.History, to));
        List<JournalEntry> entries = [.. facts.History.Where(entry => entry.Ordinal > from && entry.Ordinal <= to)];
        wrong.AddRange(new FlagCheck(before, after, entries, log).Check(tales, followed, isBaseline));
        wrong.AddRange(LabelCheck.Check(after, log, tales));
        foreach (var tale in tales)
        {
            if (tale.ThreadId is { } thread && claims.All.FirstOrDefault(claim => ReferenceEquals(claim.Told, tale)) is { Message: { } message })
                threads.Add(new ThreadTale(message, thread, tale));
        }

        return wrong;
    }

    /// <summary>Drops what was told again with the same eventId; that is right after a kill, and wrong otherwise.</summary>
    internal static IReadOnlyList<ObservedEvent> ToldOnce(RunFacts facts, List<string> wrong)
    {
        var known = new Dictionary<string, ObservedEvent>(StringComparer.Ordinal);
        var once = new List<ObservedEvent>();
        foreach (var observed in facts.Events)
        {
            if (observed.Event.EventId.Length == 0 || known.TryAdd(observed.Event.EventId, observed))
            {
                once.Add(observed);
                continue;
            }

            var first = known[observed.Event.EventId];
            if (EventJson.Write(first.Event) != EventJson.Write(observed.Event))
                wrong.Add($"one eventId for two events: {observed.Event.EventId} is {first.Event.Event} and {observed.Event.Event}");
            else if (first.Life == observed.Life || !facts.KilledLives.Contains(first.Life))
                wrong.Add($"told twice: {observed.Event.Event} {observed.Event.Path} with eventId {observed.Event.EventId}, and no kill lies between");
        }

        return once;
    }

    private static void Initialized(RunFacts facts, IReadOnlyList<ObservedEvent> events, List<string> wrong)
    {
        var told = events.Where(observed => observed.Event.Event == EventNames.AccountInitialized).ToList();
        if (facts.Settles.Count > 0 && (told.Count == 0 || told[0].Index > facts.Settles[0].Events))
            wrong.Add("missing: accountInitialized, though the first baseline is taken");
        if (told.Count > 1)
            wrong.Add("told twice: accountInitialized");
    }

    /// <summary>The lab's passwords are right: whoever says otherwise mistook a refusal.</summary>
    private static void Credentials(RunFacts facts, IReadOnlyList<ObservedEvent> events, List<string> wrong)
    {
        if (!facts.SaidAuthenticationFailed && events.Any(observed => observed.Event.Event == EventNames.AuthenticationError))
            wrong.Add("told authenticationError, but the server never refused the password: it refused for another reason");
    }
}
