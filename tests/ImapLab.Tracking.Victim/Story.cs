using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Victim;

/// <summary>What happens to a folder, step by step: the same for the one who lives through it and the one who checks.</summary>
public sealed class Story
{
    public const int Steps = 12;

    private static readonly DateTimeOffset Start = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private readonly List<(List<Uid> Added, List<Uid> Removed)> _steps = [];

    public Story(int seed)
    {
        var random = new Random(seed);
        var there = new List<Uid>();
        var next = 4090u;
        for (var step = 0; step < Steps; step++)
        {
            List<Uid> removed = [.. there.Where(_ => random.Next(4) == 0)];
            List<Uid> added = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Uid(next += (uint)random.Next(1, 3)))];
            there = [.. there.Except(removed), .. added];
            _steps.Add((added, removed));
        }
    }

    /// <summary>What the folder holds after some steps.</summary>
    public IReadOnlyList<Uid> After(int steps)
    {
        var there = new SortedSet<Uid>();
        foreach (var (added, removed) in _steps.Take(steps))
        {
            there.ExceptWith(removed);
            there.UnionWith(added);
        }

        return [.. there];
    }

    /// <summary>How many events are told in some steps.</summary>
    public long Events(int steps) => _steps.Take(steps).Sum(step => (long)step.Added.Count + step.Removed.Count);

    /// <summary>One step as a tracker would write it. The mod-sequence is the number of steps taken.</summary>
    public StoreChange Change(int step)
    {
        var (added, removed) = _steps[step];
        var counters = new Counters(new UidValidity(1), null, After(step + 1).Count, new ModSeq((ulong)step + 1));
        var record = new FolderRecord(1, MailboxName.Inbox, '/', FolderRole.Inbox, true, counters, new Uid(1));
        var sequence = Events(step);
        return new StoreChange
        {
            Account = "u",
            At = Start.AddMinutes(step),
            Lost = [new Loss(1, removed, DeletionProof.Announced)],
            Folders = [new FolderChange(record) { Removed = removed, Added = [.. added.Select(uid => new KnownMessage(uid, new MessageIdentity($"<{uid}@example.test>", uid.Value, Start, null)))] }],
            Events =
            [
                .. added.Select(uid => Event(++sequence, "messageNew", uid)),
                .. removed.Select(uid => Event(++sequence, "messageDeleted", uid)),
            ],
        };
    }

    private static OutboxEntry Event(long sequence, string name, Uid uid) =>
        new(sequence, Start.AddSeconds(sequence), name, "INBOX", $"e{sequence}", $"{{\"uid\":{uid}}}") { Message = new MessagePlace(1, uid) };
}
