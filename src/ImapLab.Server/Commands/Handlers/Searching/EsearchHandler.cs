using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>ESEARCH (RFC 7377): one answer for each mailbox in which something is found, always by UID.</summary>
internal sealed class EsearchHandler : CommandHandler<EsearchCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, EsearchCommand command)
    {
        var selected = turn.Session.View is not null;
        if (!selected && command.Sources.Any(source => source.Kind == MailboxFilterKind.Selected))
            return [turn.Bad("No mailbox is selected")];
        if (!selected && command.Return.Asks(SearchResults.Update))
            return [turn.Bad("UPDATE needs a selected mailbox")];
        if (!command.OfSelectedAlone && (command.Return.Asks(SearchResults.Save) || UsesSaved(command.Key)))
            return [turn.Bad("What is kept is kept of the selected mailbox alone")];
        if (command.Charset is not null && turn.Knows(ClientFeatures.Utf8))
            return [turn.Bad("With UTF8=ACCEPT enabled a search names no charset")];
        return SearchRules.Refuse(turn, command, command.Return, "MULTISEARCH") is { } badReturn ? [badReturn]
            : SearchRules.Refuse(turn, command.Charset, command.Key, command.Return) is { } badSearch ? [badSearch]
            : Search(turn, command);
    }

    private static IEnumerable<Reply> Search(Turn turn, EsearchCommand command)
    {
        foreach (var mailbox in MailboxSources.Of(turn, command.Sources))
        {
            var isOpen = turn.Session.View?.Mailbox == mailbox;
            var run = new SearchRun(turn, isOpen ? turn.View : new SessionView(mailbox, turn.Connection, readOnly: true), command.Key);
            foreach (var pause in run.Look())
                yield return pause;
            // A mailbox may go while it is searched. The client is told so only of the one that it has open.
            if (run.Found is not { } found)
            {
                if (isOpen)
                    yield break;
                continue;
            }

            if (isOpen)
                run.Keep(found, command.Return);
            if (found.Count > 0 && run.Answer(command, byUid: true, found, command.Return) is { } answer)
                yield return answer with { Of = new MailboxCorrelator(mailbox.Name.Text, mailbox.UidValidity) };
            if (isOpen && command.Return.Asks(SearchResults.Update) && !run.Watch(command.Return, byUid: true, new UnsortedResults(found)))
                yield return SearchUpdates.Refusal(command);
        }

        yield return turn.Ok();
    }

    private static bool UsesSaved(SearchKey key) => key.Flatten().Any(part => part is SearchKey.Messages { Set.IsSaved: true } or SearchKey.Uids { Set.IsSaved: true });
}
