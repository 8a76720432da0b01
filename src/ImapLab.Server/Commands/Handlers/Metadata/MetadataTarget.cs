using System.Text;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Folders;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Metadata;

/// <summary>What a client reads or writes annotations of: a mailbox, a name that is only a parent, or the server.</summary>
internal sealed class MetadataTarget
{
    /// <summary>The special use of a mailbox, as an annotation (RFC 6154 section 4).</summary>
    public const string SpecialUseEntry = "/private/specialuse";

    private const MailboxRights Needed = MailboxRights.Read | MailboxRights.Seen | MailboxRights.Write | MailboxRights.Insert | MailboxRights.Post;

    private readonly Turn _turn;

    private MetadataTarget(Turn turn, Folder? folder, string name)
    {
        _turn = turn;
        Folder = folder;
        Name = name;
    }

    /// <summary>Null for the server.</summary>
    public Folder? Folder { get; }

    /// <summary>As replies spell it; empty for the server.</summary>
    public string Name { get; }

    public Annotations Annotations => Folder?.Annotations ?? _turn.Store.Annotations;

    public bool HasSpecialUse => Folder?.Mailbox is not null && _turn.Offers("SPECIAL-USE");

    /// <param name="given">The name as the client wrote it, decoded; empty for the server.</param>
    /// <returns>The target, or why there is none.</returns>
    public static (MetadataTarget? Target, Reply? Refusal) Find(Turn turn, string given)
    {
        if (given.Length == 0)
            return (new MetadataTarget(turn, null, ""), null);
        if (!turn.Offers("METADATA"))
            return (null, turn.No("Only the server has annotations here", ResponseCode.Cannot));
        var name = new MailboxName(given);
        if (NewName.Impossible(given, turn.Plan) is not null || turn.Store.FolderOf(name) is not { IsListed: true } folder)
            return (null, turn.NoSuchMailbox(name, ResponseCode.NonExistent));
        // RFC 5464 section 3.3: who may see it and do anything with its mail.
        if (folder.Mailbox is { } mailbox && (turn.Refusal(mailbox, MailboxRights.Lookup) ?? turn.Refusal(mailbox, Needed)) is { } refusal)
            return (null, refusal);
        return (new MetadataTarget(turn, folder, turn.Spelled(folder.Name, given)), null);
    }

    public static MetadataTarget Of(Turn turn, Folder folder) => new(turn, folder, folder.Name.Text);

    /// <summary>An entry and those below it that there are.</summary>
    public IEnumerable<(string Entry, ReadOnlyMemory<byte> Value)> Values(string entry, int depth)
    {
        if (HasSpecialUse && (entry == SpecialUseEntry || (depth > 0 && entry == "/private")) && _turn.RoleOf(Folder!).Attribute() is { } use)
            yield return (SpecialUseEntry, Encoding.ASCII.GetBytes(use));
        foreach (var found in Annotations.From(entry, depth))
            yield return found;
    }
}
