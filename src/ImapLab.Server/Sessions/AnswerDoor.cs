using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>The one door through which answers leave: what the client may learn now stands before the completion, or before it all.</summary>
internal sealed class AnswerDoor(ImapSession session, OpenMailbox open, AccountNews account)
{
    /// <param name="row">Null for what is no command of this server; it brings no news.</param>
    /// <param name="answer">Makes the answer, and does what the command asks; asked when the news that come before it are told.</param>
    public IEnumerable<Reply> Pass(ImapCommand command, CatalogRow? row, Func<IEnumerable<Reply>> answer)
    {
        var rule = row is null ? NewsRule.Nothing : RuleOf(command, row);
        if (rule == NewsRule.Before)
        {
            foreach (var news in News(rule))
                yield return news;
        }

        foreach (var reply in answer())
        {
            if (open.HasAsides)
            {
                foreach (var aside in open.TakeAsides())
                    yield return aside;
            }

            if (reply is not ConditionReply { Tag: not null } completion)
            {
                if (command is StoreCommand && open.Silences(reply))
                    continue;
                open.Note(reply);
                yield return ByUid(reply, command);
                continue;
            }

            var expunged = false;
            foreach (var news in TellsNews(completion) ? News(rule, IsTakenForAnswer(command)) : [])
            {
                expunged |= news is ExpungeReply;
                yield return news;
            }

            yield return WithCode(completion, expunged && command.Name is "EXPUNGE" or "UID EXPUNGE");
        }
    }

    /// <summary>What is told while no command runs, or during IDLE. Null where there is nothing.</summary>
    public IEnumerable<Reply>? Unasked(NewsRule rule) => WithAccount(OfMailbox(rule, byUid: false)) is { } news ? WithModSeq(news) : null;

    /// <summary>What comes with an answer. To a client that listens between commands what is news of its account is told right after it.</summary>
    private IEnumerable<Reply> News(NewsRule rule, bool byUid = false) =>
        (rule == NewsRule.Nothing || session.Listens ? OfMailbox(rule, byUid) : WithAccount(OfMailbox(rule, byUid))) ?? [];

    /// <param name="byUid">They come with a UID STORE.</param>
    private IEnumerable<Reply>? OfMailbox(NewsRule rule, bool byUid)
    {
        var news = open.News(rule, byUid);
        return news is not null && session.Features.HasFlag(ClientFeatures.UidOnly) ? news.Select(reply => ByUid(reply, null)) : news;
    }

    private IEnumerable<Reply>? WithAccount(IEnumerable<Reply>? news) => account.Any ? (news ?? []).Concat(account.Take()) : news;

    /// <summary>There is no completion that could tell a client that comes back by mod-sequence how far it knows the mailbox.</summary>
    private IEnumerable<Reply> WithModSeq(IEnumerable<Reply> news)
    {
        foreach (var reply in news)
            yield return reply;
        if (open.KnownModSeq(afterExpunge: false) is { } known)
            yield return ConditionReply.Untagged(Condition.Ok, "Highest", ResponseCode.HighestModSeq(known));
    }

    /// <summary>Whether a client takes any FETCH that comes now for an answer, which tells UIDs.</summary>
    private bool IsTakenForAnswer(ImapCommand command) =>
        command is StoreCommand { ByUid: true } store && open.View is { ReadOnly: false } && (!store.Silent || session.Features.HasFlag(ClientFeatures.Condstore));

    /// <summary>
    /// What a client that knows no sequence numbers is told instead of FETCH (RFC 9586 section 3.3). The UID stands before the data, and among them
    /// only where the client asked for it.
    /// </summary>
    private Reply ByUid(Reply reply, ImapCommand? cause)
    {
        if (reply is not FetchReply fetch || !session.Features.HasFlag(ClientFeatures.UidOnly) || open.View is not { } view)
            return reply;
        var asked = cause is FetchCommand command && command.Items.Any(item => item.Attribute == FetchAttribute.Uid);
        return new UidFetchReply(view.Uids[fetch.Message], asked ? fetch.Data : [.. fetch.Data.Where(datum => datum is not FetchDatum.Uid)]);
    }

    /// <summary>A command that failed because messages are gone tells that they are, in any case.</summary>
    private bool TellsNews(ConditionReply completion) =>
        completion.Condition == Condition.Ok || session.Plan.Semantics.Session.NewsWithRefusals || completion.Code == ResponseCode.ExpungeIssued;

    private NewsRule RuleOf(ImapCommand command, CatalogRow row)
    {
        // A NOTIFY is a NOOP, too (RFC 5465 section 3.1).
        if (command is NotifyCommand)
            return NewsRule.After;
        var rules = session.Plan.Semantics.Session.News;
        if (!rules.TryGetValue(row.Name, out var rule) && !rules.TryGetValue("*", out rule))
            rule = row.Expunge == ExpungeRule.Withheld ? NewsRule.ButExpunges : NewsRule.After;
        // A UID command may say sequence numbers, too: those of a search key (RFC 9051 section 6.4.9).
        return rule == NewsRule.After && row.Name.StartsWith("UID ", StringComparison.Ordinal) && (command.SaysNumbers || SearchesByUids(command)) ? NewsRule.ButExpunges : rule;
    }

    /// <summary>Whether a search names UIDs of messages that the client knows, where that counts.</summary>
    private bool SearchesByUids(ImapCommand command) =>
        session.Plan.Semantics.Session.UidSetsHoldExpunges && open is { View.Uids: { Count: > 0 } known }
        && command.SearchedUids.SelectMany(set => set.Resolve(known.Last.Value)).Any(range => known.CountOf(new Uid(Math.Max(range.From, 1)), new Uid(range.To)) > 0);

    /// <summary>A completion that has no code yet tells how far the client knows the mailbox, where that matters to it.</summary>
    private ConditionReply WithCode(ConditionReply completion, bool afterExpunge)
    {
        if (completion is not { Code: null, Condition: Condition.Ok })
            return completion;
        if (open.KnownModSeq(afterExpunge) is { } known)
            return completion with { Code = ResponseCode.HighestModSeq(known) };
        return open.HoldsExpunges && session.Plan.Semantics.Session.MarksHeldExpunges ? completion with { Code = ResponseCode.ExpungeIssued } : completion;
    }
}
