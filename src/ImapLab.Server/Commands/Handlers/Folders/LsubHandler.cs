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
    private static readonly ListOptions Subscribed = new() { OnlySubscribed = true, Recursive = true };

    protected override IEnumerable<Reply> Handle(Turn turn, ListCommand command)
    {
        foreach (var found in FolderSearch.Run(turn, command, Subscribed))
            yield return new ListReply("LSUB", Attributes(turn, found), turn.Plan.Delimiter, found.Name.Text, turn.RoleOf(found.Folder));
        yield return turn.Ok();
    }

    private static string[] Attributes(Turn turn, FoundFolder found)
    {
        if (!found.IsChosen)
            return ["\\Noselect"];
        return turn.Plan.Semantics.List.LsubTellsRoles && turn.RoleOf(found.Folder).Attribute() is { } use ? [use] : [];
    }
}
