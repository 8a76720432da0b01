using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>SEARCH (RFC 9051 section 6.4.4), answered by ESEARCH where the client asked for it (RFC 4731).</summary>
internal sealed class SearchHandler : CommandHandler<SearchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SearchCommand command) =>
        SearchRules.Refuse(turn, command.Return, "ESEARCH", "CONTEXT=SEARCH") is { } badReturn ? [badReturn]
        : SearchRules.Refuse(turn, command.Charset, command.Key, command.Return) is { } badSearch ? [badSearch]
        : Search(turn, command);

    private static IEnumerable<Reply> Search(Turn turn, SearchCommand command)
    {
        var run = new SearchRun(turn, command.Key);
        foreach (var reply in run.Look())
            yield return reply;
        if (run.Found is not { } found)
            yield break;
        run.Keep(found, command.Return);
        if (command.Return is not { } asked)
            yield return new SearchReply(found.Told(command.ByUid), run.HighestModSeq(found, null));
        else if (run.Answer(command.Tag, command.ByUid, found, asked) is { } answer)
            yield return answer;
        yield return turn.Ok();
    }
}
