using ImapLab.Differential.Tests.Comparing;

namespace ImapLab.Differential.Tests.Running;

/// <summary>What came of many sequences.</summary>
internal sealed class CampaignReport
{
    private const int MostShown = 20;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SequenceRecord>> _failures = new(StringComparer.Ordinal);

    public int Sequences { get; private set; }

    public int Steps { get; private set; }

    /// <summary>How many clients there were in all sequences together.</summary>
    public int Clients { get; private set; }

    /// <summary>How many sequences ended before their last step, because the servers' states differed after an accepted difference.</summary>
    public int CutShort { get; private set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>How many kinds of differences nothing explains.</summary>
    public int Kinds => _failures.Count;

    /// <summary>Differences that nothing explains, by kind, the most frequent first.</summary>
    public IEnumerable<IReadOnlyList<SequenceRecord>> Failures => _failures.Values.OrderByDescending(records => records.Count);

    /// <summary>How often each accepted difference was met.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    public IReadOnlyDictionary<string, int> Verbs => _verbs;

    /// <summary>The accepted difference whose sequences are kept, up to so many as people read.</summary>
    public string? Wanted { get; init; }

    public List<SequenceRecord> Shown { get; } = [];

    public void Add(SequenceRecord record)
    {
        lock (_gate)
        {
            if (Wanted is not null && Shown.Count < MostShown && record.Steps.Any(step => step.Accepted is not null && Wanted.Contains(step.Accepted, StringComparison.Ordinal)))
                Shown.Add(record);
            Sequences++;
            Steps += record.Steps.Count;
            Clients += record.Steps.Select(step => step.Step.Session).Distinct().Count();
            CutShort += record.Steps is [.., { Accepted: not null } last] && !ReferenceEquals(last.Step, record.Sequence.Steps[^1]) ? 1 : 0;
            foreach (var step in record.Steps)
            {
                _verbs[step.Verb] = _verbs.GetValueOrDefault(step.Verb) + 1;
                if (step.Accepted is { } name)
                    _accepted[name] = _accepted.GetValueOrDefault(name) + 1;
            }

            if (record.Difference is null)
                return;
            if (!_failures.TryGetValue(record.Kind, out var same))
                _failures.Add(record.Kind, same = []);
            same.Add(record);
        }
    }
}
