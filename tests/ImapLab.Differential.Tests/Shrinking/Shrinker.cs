using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Generation;
using ImapLab.Differential.Tests.Sequences;

namespace ImapLab.Differential.Tests.Shrinking;

/// <summary>
/// Makes a sequence that shows a difference as short as it gets: without the steps that do not matter, without the clients that do not, with simpler words.
/// What is left shows a difference of the same kind.
/// </summary>
/// <param name="play">Plays a sequence at both servers.</param>
internal sealed class Shrinker(Func<Sequence, SequenceRecord> play)
{
    private const int MostRuns = 300;

    private int _runs;

    public SequenceRecord Shrink(SequenceRecord failed)
    {
        var best = failed;
        for (var before = -1; best.Sequence.Steps.Count + Length(best) != before && _runs < MostRuns;)
        {
            before = best.Sequence.Steps.Count + Length(best);
            best = DropSteps(DropSessions(best));
            best = Simplify(best);
        }

        return best;
    }

    private static int Length(SequenceRecord record) => record.Sequence.Steps.OfType<SayStep>().Sum(step => step.Text.Length);

    private SequenceRecord DropSessions(SequenceRecord best)
    {
        foreach (var session in best.Sequence.Steps.Select(step => step.Session).Distinct().ToList())
            best = Try(best, best.Sequence.Steps.Where(step => step.Session != session)) ?? best;
        return best;
    }

    /// <summary>Drops halves, then quarters, down to single steps, the last ones first.</summary>
    private SequenceRecord DropSteps(SequenceRecord best)
    {
        for (var size = Math.Max(best.Sequence.Steps.Count / 2, 1); size >= 1; size /= 2)
        {
            for (var at = best.Sequence.Steps.Count - size; at >= 0; at -= size)
            {
                if (at + size > best.Sequence.Steps.Count)
                    continue;
                best = Try(best, best.Sequence.Steps.Where((_, index) => index < at || index >= at + size)) ?? best;
            }
        }

        return best;
    }

    private SequenceRecord Simplify(SequenceRecord best)
    {
        for (var at = 0; at < best.Sequence.Steps.Count; at++)
        {
            foreach (var _ in Enumerable.Range(0, 12))
            {
                if (best.Sequence.Steps[at] is not SayStep say)
                    break;
                var simpler = SimplerTexts.Of(say.Text)
                    .Select(text => Try(best, best.Sequence.Steps.Select((step, index) => index == at ? say with { Text = text } : step)))
                    .FirstOrDefault(found => found is not null);
                if (simpler is null)
                    break;
                best = simpler;
                if (at >= best.Sequence.Steps.Count)
                    break;
            }
        }

        return best;
    }

    /// <returns>The record of a run that differs in the same way, cut after it; null where it does not.</returns>
    private SequenceRecord? Try(SequenceRecord best, IEnumerable<Step> steps)
    {
        var sequence = best.Sequence.With(steps);
        if (++_runs > MostRuns || sequence.Steps.OfType<SayStep>().Any(step => NotDrawn.Has(step.Text)))
            return null;
        var record = play(sequence);
        if (record.Difference is not { } found || record.Signature != best.Signature)
            return null;
        var last = record.Sequence.Steps.ToList().FindIndex(step => ReferenceEquals(step, found.Step));
        return last < 0 ? record : record with { Sequence = record.Sequence.With(record.Sequence.Steps.Take(last + 1)) };
    }
}
