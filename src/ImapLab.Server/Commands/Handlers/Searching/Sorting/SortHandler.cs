using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching.Sorting;

/// <summary>SORT (RFC 5256), answered by ESEARCH where the client asked for it (RFC 5267 section 3).</summary>
internal sealed class SortHandler : CommandHandler<SortCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SortCommand command)
    {
        if (!turn.Offers("SORT=DISPLAY") && command.Order.Any(key => key.By is SortBy.DisplayFrom or SortBy.DisplayTo))
            return [turn.Bad("DISPLAYFROM and DISPLAYTO are not supported here")];
        return SearchRules.Refuse(turn, command, command.Return, "ESORT") is { } badReturn ? [badReturn]
            : SearchRules.Refuse(turn, command.Charset, command.Key, command.Return) is { } badSearch ? [badSearch]
            : SearchRules.RefuseModSeqs(turn, command.Key) is { } noModSeqs ? [noModSeqs]
            : Sort(turn, command);
    }

    private static IEnumerable<Reply> Sort(Turn turn, SortCommand command)
    {
        var run = new SearchRun(turn, turn.View, command.Key);
        foreach (var pause in run.Look())
            yield return pause;
        var order = new SortOrder(command.Order);
        var rows = new List<SortRow>();
        foreach (var pause in run.Found is { } found ? run.Read(found, candidate => rows.Add(order.Read(candidate))) : [])
            yield return pause;
        if (run.Found is null)
            yield break;

        rows.Sort(order);
        var sorted = new FoundMessages([.. rows.Select(row => row.Number)], [.. rows.Select(row => row.Uid.Value)]);
        run.Keep(sorted, command.Return);
        if (command.Return is not { } asked)
            yield return new SortReply(sorted.Told(command.ByUid), run.HighestModSeq(sorted, null));
        else if (run.Answer(command, command.ByUid, sorted, asked) is { } answer)
            yield return answer;
        if (command.Return?.Asks(SearchResults.Update) == true && !run.Watch(command.Return, command.ByUid, new SortedResults(order, rows)))
            yield return SearchUpdates.Refusal(command);
        yield return run.Completion();
    }
}
