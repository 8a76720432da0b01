using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>SEARCH (RFC 9051 section 6.4.4), answered by ESEARCH where the client asked for it (RFC 4731).</summary>
internal sealed class SearchHandler : CommandHandler<SearchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, SearchCommand command)
    {
        var plan = turn.Plan.Capabilities;
        if (command.Return is not null && !plan.Has("ESEARCH"))
            return [turn.Bad("RETURN is not supported here")];
        if (command.Charset is not null && SearchCharsets.Find(command.Charset) is null)
            return [turn.No("Unknown charset", new ResponseCode("BADCHARSET", $"({string.Join(' ', SearchCharsets.Names)})"))];
        var byModSeq = command.Key.Flatten().Any(key => key is SearchKey.ChangedAt);
        if (byModSeq)
        {
            if (!plan.Has("CONDSTORE"))
                return [turn.Bad("MODSEQ is not supported here")];
            turn.Learn(ClientFeatures.Condstore);
        }

        return Find(turn, command, byModSeq);
    }

    private static IEnumerable<Reply> Find(Turn turn, SearchCommand command, bool byModSeq)
    {
        var view = turn.View;
        var matcher = new SearchMatcher(turn, command.Key);
        var numbers = new List<uint>();
        ModSeq? highest = null;
        for (var index = 0; index < view.Uids.Count; index++)
        {
            // What is expunged and not yet told keeps its number and matches nothing.
            if (view.Mailbox.Find(view.Uids[index]) is not { } message || !matcher.Matches(index, message))
                continue;
            numbers.Add(command.ByUid ? message.Uid.Value : (uint)index + 1);
            if (byModSeq && (highest is null || message.ModSeq > highest))
                highest = message.ModSeq;
        }

        yield return command.Return is { } options
            ? new EsearchReply(command.Tag, command.ByUid, options, numbers, highest)
            : new SearchReply(numbers, highest);
        yield return turn.Ok();
    }
}
