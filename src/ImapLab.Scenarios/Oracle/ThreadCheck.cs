using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>A message that was told with a thread.</summary>
internal sealed record ThreadTale(Message Message, string ThreadId, Tale Tale);

/// <summary>
/// Holds told threads against what the messages say of each other. A message has one thread; messages of one thread hang
/// together, by references or by their subject; an answer is in the thread of a message that it answers.
/// </summary>
internal sealed class ThreadCheck
{
    private readonly List<ThreadTale> _told;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public ThreadCheck(IEnumerable<JournalEntry> history, IEnumerable<ThreadTale> told)
    {
        _told = [.. told];
        if (_told.Count == 0)
            return;
        // Whether anybody saw them or not: what hangs together does so through messages that nobody was told of, too.
        foreach (var message in history.Select(entry => entry.Change).OfType<Change.Added>().Select(added => added.Message).DistinctBy(message => message.Number))
        {
            foreach (var reference in MessageHeaders.ReferencesOf(message))
                _parents[Root(IdOf(message))] = Root(reference);
        }
    }

    public IEnumerable<string> Check() => [.. Split(), .. Mixed(), .. Strayed()];

    private IEnumerable<string> Split() =>
        from one in _told.GroupBy(tale => tale.Message.Number)
        where one.Select(tale => tale.ThreadId).Distinct().Count() > 1
        select $"told with two threads: message {one.Key} is in {string.Join(" and ", one.Select(tale => tale.ThreadId).Distinct())}";

    private IEnumerable<string> Mixed()
    {
        foreach (var thread in _told.GroupBy(tale => tale.ThreadId))
        {
            var first = thread.First();
            var stranger = thread.FirstOrDefault(other =>
                Root(IdOf(other.Message)) != Root(IdOf(first.Message)) && MessageHeaders.SubjectOf(other.Message) != MessageHeaders.SubjectOf(first.Message));
            if (stranger is not null)
                yield return $"told as one thread, but they have nothing to do with each other: messages {first.Message.Number} and {stranger.Message.Number} in {thread.Key}";
        }
    }

    private IEnumerable<string> Strayed()
    {
        foreach (var answer in _told)
        {
            var references = MessageHeaders.ReferencesOf(answer.Message);
            var answered = _told.Where(other => other.Tale.Index < answer.Tale.Index && other.Message.Number != answer.Message.Number && references.Contains(IdOf(other.Message))).ToList();
            if (answered.Count > 0 && answered.TrueForAll(other => other.ThreadId != answer.ThreadId))
                yield return $"told in another thread than what it answers: message {answer.Message.Number} is in {answer.ThreadId}, message {answered[0].Message.Number} in {answered[0].ThreadId}";
        }
    }

    private string Root(string id)
    {
        while (_parents.TryGetValue(id, out var parent) && parent != id)
            id = parent;
        return id;
    }

    private static string IdOf(Message message) => MessageHeaders.MessageIdOf(message) ?? $"message {message.Number}";
}
