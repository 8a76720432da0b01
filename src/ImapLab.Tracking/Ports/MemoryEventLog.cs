namespace ImapLab.Tracking.Ports;

/// <summary>The events that some sink has still to take. There is no history: what all have taken is forgotten.</summary>
internal sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, OutboxEntry> _events = [];
    private readonly Dictionary<string, Progress> _sinks = new(StringComparer.Ordinal);

    public event Action? Grew;

    /// <summary>The number of the last event; 0 for none.</summary>
    public long LastSequence { get; private set; }

    public void Add(IReadOnlyList<OutboxEntry> events)
    {
        lock (_lock)
        {
            foreach (var told in events)
                _events.Add(told.Sequence, told);
            if (events.Count > 0)
                LastSequence = events[^1].Sequence;
        }

        if (events.Count > 0)
            Grew?.Invoke();
    }

    public void Enrol(string sink)
    {
        lock (_lock)
            _sinks.TryAdd(sink, new Progress { Cursor = LastSequence });
    }

    public IReadOnlyList<OutboxEntry> LoadUntold(string sink, int limit)
    {
        lock (_lock)
            return [.. _events.Values.SkipWhile(told => told.Sequence <= _sinks[sink].Cursor).Take(limit)];
    }

    public void Acknowledge(string sink, long sequence) => Change(sink, progress => progress.Cursor = Math.Max(progress.Cursor, sequence));

    public void PutOff(string sink, long sequence, DateTimeOffset? since) => Change(sink, progress =>
    {
        progress.Cursor = Math.Max(progress.Cursor, sequence);
        progress.PutOff[sequence] = since;
    });

    public IReadOnlyList<string?> LoadLanes(string sink)
    {
        lock (_lock)
            return [.. _sinks[sink].PutOff.Keys.Select(sequence => _events[sequence].Path).Distinct()];
    }

    public PutOffEvent? LoadPutOff(string sink, string? path)
    {
        lock (_lock)
        {
            return _sinks[sink].PutOff
                .Where(pair => _events[pair.Key].Path == path)
                .Select(pair => new PutOffEvent(_events[pair.Key], pair.Value))
                .FirstOrDefault();
        }
    }

    public void Settle(string sink, long sequence) => Change(sink, progress => progress.PutOff.Remove(sequence));

    public void Park(string sink, long sequence, string why) => Change(sink, progress =>
    {
        progress.Cursor = Math.Max(progress.Cursor, sequence);
        progress.PutOff.Remove(sequence);
    });

    private void Change(string sink, Action<Progress> change)
    {
        lock (_lock)
        {
            change(_sinks[sink]);
            foreach (var sequence in _events.Keys.TakeWhile(sequence => _sinks.Values.All(progress => sequence <= progress.Cursor)).ToList())
            {
                if (_sinks.Values.All(progress => !progress.PutOff.ContainsKey(sequence)))
                    _events.Remove(sequence);
            }
        }
    }

    private sealed class Progress
    {
        public long Cursor { get; set; }

        public SortedDictionary<long, DateTimeOffset?> PutOff { get; } = [];
    }
}
