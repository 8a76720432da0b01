using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching.Threading;

/// <summary>THREAD (RFC 5256).</summary>
internal sealed class ThreadHandler : CommandHandler<ThreadCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, ThreadCommand command)
    {
        if (!turn.Offers($"THREAD={command.Algorithm}"))
            return [turn.Bad($"Threading by {command.Algorithm} is not supported here")];
        return SearchRules.Refuse(turn, command.Charset, command.Key, null) is { } refusal ? [refusal] : Thread(turn, command);
    }

    private static IEnumerable<Reply> Thread(Turn turn, ThreadCommand command)
    {
        var run = new SearchRun(turn, turn.View, command.Key);
        foreach (var pause in run.Look())
            yield return pause;
        var messages = new List<ThreadedMessage>();
        foreach (var pause in run.Found is { } found ? run.Read(found, candidate => messages.Add(ThreadedMessage.Read(candidate, command.ByUid))) : [])
            yield return pause;
        if (run.Found is null)
            yield break;

        yield return new ThreadReply(command.Algorithm switch
        {
            "ORDEREDSUBJECT" => SubjectThreads.Of(messages),
            "REFERENCES" => ReferenceThreads.Of(messages, mergeSubjects: true),
            _ => ReferenceThreads.Of(messages, mergeSubjects: false),
        });
        yield return turn.Ok();
    }
}
