using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
internal sealed class StatusHandler : CommandHandler<StatusCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, StatusCommand command)
    {
        if (Unknown(turn, command.Items) is { } unknown)
            return [turn.Bad($"Invalid status item {unknown}")];
        Learn(turn, command.Items);
        if (turn.Find(command.Mailbox) is not { } mailbox)
            return [turn.NoSuchMailbox(command.Mailbox)];
        if (turn.Refusal(mailbox, MailboxRights.Read) is { } refusal)
            return [refusal];
        return [Status(turn, mailbox, command.Items, command.Given), Completion(turn, mailbox)];
    }

    /// <summary>The first item that the server does not have, where it minds; else null.</summary>
    public static string? Unknown(Turn turn, IReadOnlyList<string> items) =>
        turn.Plan.Semantics.Folders.UnknownStatusItems == UnknownStatusItems.Refused ? items.FirstOrDefault(item => !IsOffered(turn, item)) : null;

    /// <summary>Asking for HIGHESTMODSEQ is one of the ways to say that the client knows of CONDSTORE (RFC 7162 section 3.1).</summary>
    public static void Learn(Turn turn, IReadOnlyList<string> items)
    {
        if (items.Contains("HIGHESTMODSEQ") && IsOffered(turn, "HIGHESTMODSEQ"))
            turn.Learn(ClientFeatures.Condstore);
    }

    /// <param name="given">The mailbox as the client spelt it; null where it did not name it.</param>
    public static Reply Status(Turn turn, Mailbox mailbox, IReadOnlyList<string> items, string? given = null)
    {
        var rows = turn.Plan.Semantics.Folders.StatusInOwnOrder ? StatusCatalog.Rows.Where(row => items.Contains(row.Name)) : items.Select(StatusCatalog.Find).OfType<StatusRow>();
        return new StatusReply(turn.Spelled(mailbox.Name, given), [.. rows.Where(row => row.IsOffered(turn)).Select(row => row.Tell(turn, mailbox))]);
    }

    private static bool IsOffered(Turn turn, string item) =>
        StatusCatalog.Find(item)?.IsOffered(turn) == true && !(item == "RECENT" && turn.Knows(ClientFeatures.Rev2));

    /// <summary>A client should not ask for the status of what it has open (RFC 9051 section 6.3.11), and some servers say so.</summary>
    private static Reply Completion(Turn turn, Mailbox mailbox) =>
        turn.Plan.Semantics.Folders.MarksStatusOfSelected && turn.Session.View?.Mailbox == mailbox
            ? turn.Ok(new ResponseCode("CLIENTBUG"), "Status on selected mailbox completed")
            : turn.Ok();
}
