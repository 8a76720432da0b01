using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>
/// LSUB (RFC 3501 section 6.3.9): the subscribed names, whether or not there is such a mailbox. A name that <c>%</c> cuts
/// off above a subscribed one is told with \Noselect.
/// </summary>
internal sealed class LsubHandler : CommandHandler<ListCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, ListCommand command)
    {
        if (command.Patterns.Count == 0)
        {
            yield return turn.Ok();
            yield break;
        }

        var pattern = new MailboxPattern(command.Reference, command.Patterns[0], turn.Plan.Delimiter);
        var told = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var text in turn.Store.Subscriptions)
        {
            var name = new MailboxName(text);
            if (pattern.Matches(name))
            {
                told[text] = true;
                continue;
            }

            for (var parent = name.Parent(turn.Plan.Delimiter); parent is { } above; parent = above.Parent(turn.Plan.Delimiter))
            {
                if (pattern.Matches(above))
                    told.TryAdd(above.Text, false);
            }
        }

        foreach (var (name, subscribed) in told)
        {
            var role = turn.Find(new MailboxName(name))?.Role ?? FolderRole.None;
            yield return new ListReply("LSUB", subscribed ? [] : ["\\Noselect"], turn.Plan.Delimiter, name, role);
        }

        yield return turn.Ok();
    }
}
