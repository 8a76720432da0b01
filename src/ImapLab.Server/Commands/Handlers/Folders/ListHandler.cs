using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>LIST (RFC 9051 section 6.3.9), with special-use attributes (RFC 6154) and STATUS in the answer (RFC 5819).</summary>
internal sealed class ListHandler : CommandHandler<ListCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, ListCommand command)
    {
        var delimiter = turn.Plan.Delimiter;
        if (Unoffered(turn, command.Options) is { } option)
        {
            yield return turn.Bad($"LIST does not take {option} here");
            yield break;
        }

        if (StatusHandler.Unknown(turn, command.Options.ReturnStatus) is { } unknown)
        {
            yield return turn.Bad($"Invalid status item {unknown}");
            yield break;
        }

        StatusHandler.Learn(turn, command.Options.ReturnStatus);
        // An empty pattern asks only for the delimiter (RFC 9051 section 6.3.9).
        if (command.Patterns is [""])
        {
            yield return new ListReply("LIST", ["\\Noselect"], delimiter, "", FolderRole.None);
            yield return turn.Ok();
            yield break;
        }

        var patterns = command.Patterns.Select(pattern => new MailboxPattern(command.Reference, pattern, delimiter)).ToList();
        foreach (var name in Names(turn).Where(name => patterns.Any(pattern => pattern.Matches(name))))
        {
            var row = Describe(turn, name, command.Options);
            if (command.Options.OnlySpecialUse && row.Role.Attribute() is null)
                continue;
            if (command.Options.OnlySubscribed && !turn.Store.Subscriptions.Contains(name.Text))
                continue;
            yield return row;
            if (command.Options.ReturnStatus.Count > 0 && turn.Find(name) is { } mailbox)
                yield return StatusHandler.Status(turn, mailbox, command.Options.ReturnStatus);
        }

        yield return turn.Ok();
    }

    /// <summary>What of a command's options the server does not have; null where it has them all.</summary>
    private static string? Unoffered(Turn turn, ListOptions options)
    {
        var extended = turn.Offers("LIST-EXTENDED");
        if (options.Extended && !extended && !turn.Offers("LIST-STATUS") && !turn.Offers("SPECIAL-USE"))
            return "options";
        if ((options.OnlySpecialUse || options.ReturnSpecialUse) && !turn.Offers("SPECIAL-USE"))
            return "SPECIAL-USE";
        if (options.ReturnStatus.Count > 0 && !turn.Offers("LIST-STATUS"))
            return "STATUS";
        if (options.ReturnMyRights && !turn.Offers("LIST-MYRIGHTS"))
            return "MYRIGHTS";
        return options.ReturnMetadata.Count > 0 && !turn.Offers("LIST-METADATA") ? "METADATA" : null;
    }

    /// <summary>Every mailbox, and every name that is only the parent of one; INBOX first.</summary>
    private static IEnumerable<MailboxName> Names(Turn turn)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var mailbox in turn.Store.Mailboxes)
        {
            for (MailboxName? name = mailbox.Name; name is { } known; name = known.Parent(turn.Plan.Delimiter))
                names.Add(known.Text);
        }

        return names.OrderBy(name => name == MailboxName.Inbox.Text ? 0 : 1).Select(name => new MailboxName(name));
    }

    private static ListReply Describe(Turn turn, MailboxName name, ListOptions options)
    {
        var mailbox = turn.Find(name);
        var role = mailbox?.Role ?? FolderRole.None;
        var attributes = new List<string>();
        if (mailbox is null)
            attributes.Add("\\Noselect");
        attributes.AddRange(turn.Plan.Folders.FirstOrDefault(folder => folder.Name == name)?.Attributes ?? []);
        if (turn.Offers("CHILDREN"))
            attributes.Add(turn.Store.HasChildren(name) ? "\\HasChildren" : "\\HasNoChildren");
        if (role.Attribute() is { } use && (turn.Offers("SPECIAL-USE") || options.ReturnSpecialUse))
            attributes.Add(use);
        if (options.ReturnSubscribed && turn.Store.Subscriptions.Contains(name.Text))
            attributes.Add("\\Subscribed");
        return new ListReply("LIST", [.. attributes.Distinct(StringComparer.OrdinalIgnoreCase)], turn.Plan.Delimiter, name.Text, role);
    }
}
