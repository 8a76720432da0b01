using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Events;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Counts the deletions that are told of each folder, and raises the alarm when many come at once. The alarm is told
/// beside them, once a burst; after a restart the counting begins anew.
/// </summary>
internal sealed class MassDeletionWatch(int threshold, TimeSpan window)
{
    private readonly Dictionary<MailboxName, Burst> _bursts = [];

    /// <summary>Counts what is told now.</summary>
    /// <returns>The alarms to tell after it.</returns>
    public IReadOnlyList<Tiding> Watch(IReadOnlyList<Tiding> tidings, DateTimeOffset now)
    {
        if (threshold == 0)
            return [];
        var alarms = new List<Tiding>();
        foreach (var deleted in tidings.Where(tiding => tiding is { Event: EventNames.MessageDeleted, Folder: not null }).GroupBy(tiding => tiding.Folder!.Name))
        {
            if (!_bursts.TryGetValue(deleted.Key, out var burst))
                _bursts[deleted.Key] = burst = new Burst();
            if (burst.Add(deleted.Count(), now, threshold, window) is { } count)
                alarms.Add(new Tiding(EventNames.MassDeletion, deleted.Last().Folder, new MassDeletionData(count, threshold, window)));
        }

        return alarms;
    }

    /// <summary>The deletions of one folder within the window.</summary>
    private sealed class Burst
    {
        private readonly Queue<(DateTimeOffset At, int Count)> _recent = [];
        private int _sum;
        private bool _isTold;

        /// <returns>How many there were within the window, where that is to be told.</returns>
        public int? Add(int count, DateTimeOffset now, int threshold, TimeSpan window)
        {
            while (_recent.TryPeek(out var oldest) && oldest.At <= now - window)
                _sum -= _recent.Dequeue().Count;
            if (_sum <= threshold)
                _isTold = false;
            _recent.Enqueue((now, count));
            _sum += count;
            if (_isTold || _sum <= threshold)
                return null;
            _isTold = true;
            return _sum;
        }
    }
}
