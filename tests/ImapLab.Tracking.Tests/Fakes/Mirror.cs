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
                // It keeps no identities, so what is told as gone with a reset it can only believe.
                Folders![told.Path!] = TruthOf(account)[told.Path!];
                _sinceReset[told.Path!] = [.. Folders[told.Path!]];
                break;
            case AccountInitializedData:
                Assert.That(Folders, Is.Null, "initialized twice");
                Folders = TruthOf(account);
                break;
            case MessageNewData message:
                Arrive(told, message.Uid.Value);
                break;
            case MessageDeletedData message:
                Assert.That(Folders![told.Path!].Remove(message.Uid.Value) || _sinceReset.ContainsKey(told.Path!), Is.True, $"{Line(told)} was not there");
                break;
            case MessageMovedData message:
                Arrive(told, message.Uid.Value);
                Assert.That(Folders![message.PreviousPath].Remove(message.PreviousUid.Value) || _sinceReset.ContainsKey(message.PreviousPath), Is.True, $"{Line(told)} was not there");
                break;
            case MailboxData { PreviousPath: { } before }:
                Assert.That(Folders!.Remove(before, out var renamed), Is.True, $"{Line(told)} was not there");
                Folders!.Add(told.Path!, renamed!);
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

    private void Arrive(TrackerEvent told, uint uid)
    {
        // What a reset tells as new was taken over with the rest of the new epoch; it is told once like all others.
        var isOfReset = _sinceReset.TryGetValue(told.Path!, out var untold) && untold.Remove(uid);
        Assert.That(Folders![told.Path!].Add(uid) || isOfReset, Is.True, $"{Line(told)} was told before");
    }

    public override string ToString() => string.Join('\n', Lines);

    private static string Line(TrackerEvent told) => told.Data switch
    {
        MessageNewData message => $"{told.Event} {told.Path} {message.Uid}",
        MessageDeletedData message => $"{told.Event} {told.Path} {message.Uid}",
        MessageMovedData message => $"{told.Event} {told.Path} {message.Uid} from {message.PreviousPath} {message.PreviousUid}",
        MessageUpdatedData message => $"{told.Event} {told.Path} {message.Uid} {message.Flags?.Value} {message.Labels?.Value}".TrimEnd(),
        MailboxData { PreviousPath: { } before } => $"{told.Event} {told.Path} from {before}",
        ProblemData problem => $"{told.Event} {told.Path} {problem.Reason}".Replace("  ", " ", StringComparison.Ordinal),
        _ => $"{told.Event} {told.Path}".TrimEnd(),
    };
}
