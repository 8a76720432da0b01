using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>
/// XLIST, which Gmail had before there were special-use attributes and which others copied: a LIST that tells what folders are for, in words of
/// its own, and INBOX among them.
/// </summary>
internal sealed class XlistHandler : CommandHandler<ListCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, ListCommand command)
    {
        foreach (var found in FolderSearch.Run(turn, command, ListOptions.None))
        {
            var role = turn.RoleOf(found.Folder);
            var attributes = ListRow.Attributes(turn, found.Folder, ListOptions.None).Where(attribute => attribute != role.Attribute());
            yield return new ListReply("XLIST", [.. attributes, .. Role(role)], turn.Plan.Delimiter, found.Name.Text, role);
        }

        yield return turn.Ok();
    }

    private static string[] Role(FolderRole role) => role switch
    {
        FolderRole.None => [],
        FolderRole.All => ["\\AllMail"],
        FolderRole.Junk => ["\\Spam"],
        FolderRole.Flagged => ["\\Starred"],
        _ => [$"\\{role}"],
    };
}
