using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Folders;

/// <summary>All that STATUS can tell, one row an item; a server has the rows of the capabilities that its plan lists.</summary>
internal static class StatusCatalog
{
    private static readonly StatusRow[] All =
    [
        // Item              Capabilities of which one brings it           Value
        Row("MESSAGES",      [],                                           (turn, mailbox) => (ulong)mailbox.Count),
        Row("RECENT",        [],                                           Recent),
        Row("UIDNEXT",       [],                                           (turn, mailbox) => mailbox.UidNext.Value),
        Row("UIDVALIDITY",   [],                                           (turn, mailbox) => mailbox.UidValidity.Value),
        Row("UNSEEN",        [],                                           (turn, mailbox) => (ulong)mailbox.Unseen.Count),
        Row("HIGHESTMODSEQ", ["CONDSTORE"],                                Watched),
        new("MAILBOXID",     ["OBJECTID"],                                 (turn, mailbox) => new StatusDatum.ObjectId("MAILBOXID", ObjectIds.OfMailbox(mailbox))),
        Row("APPENDLIMIT",   ["APPENDLIMIT"],                              (turn, mailbox) => (ulong)turn.Plan.AppendLimit),
        Row("SIZE",          ["STATUS=SIZE", "IMAP4rev2"],                 (turn, mailbox) => mailbox.Octets),
        Row("DELETED",       ["QUOTA=RES-MESSAGE", "IMAP4rev2"],           (turn, mailbox) => (ulong)mailbox.Deleted.Count),
        Row("DELETED-STORAGE", ["QUOTA=RES-STORAGE"],                      (turn, mailbox) => mailbox.DeletedOctets),
    ];

    public static IReadOnlyList<StatusRow> Rows => All;

    public static StatusRow? Find(string item) => Array.Find(All, row => row.Name == item);

    private static ulong Watched(Turn turn, Mailbox mailbox)
    {
        mailbox.HasModSeqs = true;
        return ModSeqs.Highest(turn.Plan, mailbox).Value;
    }

    private static StatusRow Row(string name, string[] capabilities, Func<Turn, Mailbox, ulong> value) =>
        new(name, capabilities, (turn, mailbox) => new StatusDatum.Number(name, value(turn, mailbox)));

    /// <summary>What a session has claimed is recent to it alone (RFC 3501 section 2.3.2).</summary>
    private static ulong Recent(Turn turn, Mailbox mailbox) => turn.Session.View is { } view && view.Mailbox == mailbox
        ? (ulong)view.RecentCount
        : (ulong)mailbox.RecentCount;

}

/// <param name="Capabilities">Any of these brings it; none for an item of RFC 3501.</param>
internal sealed record StatusRow(string Name, string[] Capabilities, Func<Turn, Mailbox, StatusDatum> Tell)
{
    public bool IsOffered(Turn turn) => Capabilities.Length == 0 || Capabilities.Any(turn.Offers);
}
