using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Access;
using ImapLab.Server.Commands.Handlers.Metadata;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>LIST (RFC 9051 section 6.3.9), with what other extensions add to it: special uses (RFC 6154), STATUS in the answer (RFC 5819).</summary>
internal sealed class ListHandler : CommandHandler<ListCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, ListCommand command)
    {
        var options = command.Options;
        if (Unoffered(turn, options) is { } option)
            return [turn.Bad($"LIST does not take {option} here")];
        if (StatusHandler.Unknown(turn, options.ReturnStatus) is { } item)
            return [turn.Bad($"Invalid status item {item}")];
        // An empty pattern asks only for the delimiter, but not with options (RFC 9051 section 6.3.9, RFC 5258 section 3).
        if (command is { Patterns: [""], Options.Extended: false })
            return [Root(turn, command.Reference), turn.Ok()];
        return Answer(turn, options, FolderSearch.Run(turn, command, options));
    }

    private static IEnumerable<Reply> Answer(Turn turn, ListOptions options, IReadOnlyList<FoundFolder> found)
    {
        foreach (var row in found)
        {
            yield return ListRow.Of(turn, row, options);
            if (options.ReturnMetadata.Count > 0 && row.Folder.IsListed)
                yield return new MetadataReply(row.Name.Text, GetMetadataHandler.Values(MetadataTarget.Of(turn, row.Folder), options.ReturnMetadata, MetadataOptions.None));
            if (row.Folder.Mailbox is not { IsDeleted: false } mailbox)
                continue;
            if (options.ReturnMyRights && turn.Refusal(mailbox, MyRightsHandler.Needed) is null)
                yield return new MyRightsReply(row.Name.Text, RightsText.Of(mailbox.OwnersRights & turn.Plan.Rights));
            if (options.ReturnStatus.Count > 0 && turn.Refusal(mailbox, MailboxRights.Read) is null)
            {
                // One who is told no STATUS was told no mod-sequence.
                StatusHandler.Learn(turn, options.ReturnStatus);
                yield return StatusHandler.Status(turn, mailbox, options.ReturnStatus);
            }
        }

        yield return turn.Ok();
    }

    /// <summary>The first level of the reference with its delimiter: the root of all that could be listed by it.</summary>
    private static ListReply Root(Turn turn, string reference)
    {
        var level = reference.IndexOf(turn.Plan.Delimiter, StringComparison.Ordinal);
        return new ListReply("LIST", ["\\Noselect"], turn.Plan.Delimiter, reference[..(level + 1)], FolderRole.None);
    }

    /// <summary>What of a command's options the server does not have; null where it has them all.</summary>
    private static string? Unoffered(Turn turn, ListOptions options)
    {
        // Both bring the grammar of RFC 5258 without all that it says (RFC 5819 section 2, RFC 6154 section 2).
        var grammar = turn.Offers("LIST-EXTENDED") || turn.Offers("LIST-STATUS") || turn.Offers("SPECIAL-USE");
        if (options.Extended && !grammar)
            return "options";
        if ((options.Recursive || options.Remote) && !turn.Offers("LIST-EXTENDED"))
            return "RECURSIVEMATCH and REMOTE";
        if ((options.OnlySpecialUse || options.ReturnSpecialUse) && !turn.Offers("SPECIAL-USE"))
            return "SPECIAL-USE";
        if (options.ReturnStatus.Count > 0 && !turn.Offers("LIST-STATUS"))
            return "STATUS";
        if (options.ReturnMyRights && !turn.Offers("LIST-MYRIGHTS"))
            return "MYRIGHTS";
        return options.ReturnMetadata.Count > 0 && !turn.Offers("LIST-METADATA") ? "METADATA" : null;
    }
}
