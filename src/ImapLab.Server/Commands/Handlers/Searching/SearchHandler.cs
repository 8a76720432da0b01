using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>
/// SEARCH (RFC 9051 section 6.4.4), answered by ESEARCH where the client asked for it (RFC 4731), or where it speaks IMAP4rev2, which has no other answer.
/// </summary>
internal sealed class SearchHandler : CommandHandler<SearchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SearchCommand command) =>
        // RFC 6855 section 3. SORT and THREAD cannot do without a charset.
        command.Charset is not null && turn.Knows(ClientFeatures.Utf8) ? [turn.Bad("With UTF8=ACCEPT enabled a search names no charset")]
        : SearchRules.Refuse(turn, command, command.Return, "ESEARCH") is { } badReturn ? [badReturn]
        : SearchRules.Refuse(turn, command.Charset, command.Key, command.Return) is { } badSearch ? [badSearch]
        : SearchRules.RefuseModSeqs(turn, command.Key) is { } noModSeqs ? [noModSeqs]
        : Search(turn, command);

    private static IEnumerable<Reply> Search(Turn turn, SearchCommand command)
    {
        var run = new SearchRun(turn, turn.View, command.Key);
        foreach (var reply in run.Look())
            yield return reply;
        if (run.Found is not { } found)
            yield break;
        var asks = command.Return ?? (turn.Knows(ClientFeatures.Rev2) ? new SearchReturn(SearchResults.All) : null);
        run.Keep(found, command.Return);
        if (asks is not { } asked)
            yield return new SearchReply(found.Told(command.ByUid), run.HighestModSeq(found, null));
        else if (run.Answer(command, command.ByUid, found, asked) is { } answer)
            yield return answer;
        if (command.Return?.Asks(SearchResults.Update) == true && !run.Watch(command.Return, command.ByUid, new UnsortedResults(found)))
            yield return SearchUpdates.Refusal(command);
        yield return run.Completion();
    }
}
