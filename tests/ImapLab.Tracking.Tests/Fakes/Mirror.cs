using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Tests.Fakes;

/// <summary>A consumer that believes the events, over what was there when the account was initialized.</summary>
internal sealed class Mirror(FakeAccount account) : IEventSink
{
    /// <summary>What a reset brought along, by folder, as far as it was not told as new.</summary>
    private readonly Dictionary<string, HashSet<uint>> _sinceReset = [];

    public List<TrackerEvent> Told { get; } = [];

    public SortedDictionary<string, SortedSet<uint>>? Folders { get; private set; }

    /// <summary>Whether events are held against the UIDs they speak of; a reset makes those void.</summary>
    public bool IsBelieving { get; set; } = true;

    /// <summary>Called for each event; it may throw, as a consumer that dies does.</summary>
    public Action<TrackerEvent> OnEvent { get; set; } = _ => { };

    /// <summary>The events in short, in order.</summary>
    public IEnumerable<string> Lines => Told.Select(Line);

    public static SortedDictionary<string, SortedSet<uint>> TruthOf(FakeAccount account) =>
        new(account.Folders.ToDictionary(folder => folder.Key, folder => new SortedSet<uint>(folder.Value.Messages.Select(message => message.Uid))));

    public ValueTask DeliverAsync(TrackerEvent told, CancellationToken cancellationToken)
    {
        OnEvent(told);
        Told.Add(EventJson.Read(EventJson.Write(told)));
        if (!IsBelieving)
            return ValueTask.CompletedTask;
        switch (told.Data)
        {
            case MailboxResetData:
                Folders![told.Path!] = TruthOf(account)[told.Path!];
                _sinceReset[told.Path!] = [.. Folders[told.Path!]];
                break;
            case AccountInitializedData:
                Assert.That(Folders, Is.Null, "initialized twice");
                Folders = TruthOf(account);
                break;
            case MessageNewData message:
                // What a reset tells as new was taken over with the rest of the new epoch; it is told once like all others.
                var isOfReset = _sinceReset.TryGetValue(told.Path!, out var untold) && untold.Remove(message.Uid.Value);
                Assert.That(Folders![told.Path!].Add(message.Uid.Value) || isOfReset, Is.True, $"{Line(told)} was told before");
                break;
            case MessageDeletedData message:
                Assert.That(Folders![told.Path!].Remove(message.Uid.Value), Is.True, $"{Line(told)} was not there");
                break;
            case MailboxData when told.Event == EventNames.MailboxNew:
                Folders!.Add(told.Path!, []);
                break;
            case MailboxData:
                Assert.That(Folders!.Remove(told.Path!), Is.True, $"{Line(told)} was not there");
                break;
        }

        return ValueTask.CompletedTask;
    }

    public override string ToString() => string.Join('\n', Lines);

    private static string Line(TrackerEvent told) => told.Data switch
    {
        MessageNewData message => $"{told.Event} {told.Path} {message.Uid}",
        MessageDeletedData message => $"{told.Event} {told.Path} {message.Uid}",
        ProblemData problem => $"{told.Event} {told.Path} {problem.Reason}".Replace("  ", " ", StringComparison.Ordinal),
        _ => $"{told.Event} {told.Path}".TrimEnd(),
    };
}
