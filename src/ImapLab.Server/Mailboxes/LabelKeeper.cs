using System.Security.Cryptography;
using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Keeps the folders of an account in step where they are labels (<see cref="LabelSemantics"/>): what a mailbox is asked to do comes here first, and all that
/// follows from it is done to the mailboxes in one step.
/// </summary>
internal sealed class LabelKeeper(MailStore store, LabelSemantics rules)
{
    /// <summary>
    /// Who changes the flags in other folders than the one that a client spoke of: nobody, so that the client hears of it like any other.
    /// </summary>
    private const int Server = 0;

    private readonly Dictionary<string, Message> _byContent = new(StringComparer.Ordinal);

    public LabelSemantics Rules => rules;

    /// <summary>Puts a label on a message, which may be new. One that has it keeps its UID.</summary>
    public StoredMessage Add(int by, Mailbox to, Arrival message, FlagSet flags)
    {
        if (to.FindNumber(message.Number) is { } there)
            return there;
        StoredMessage added = default;
        store.AtOnce(() => added = AddNew(by, to, message, flags.Without(SystemFlags.Deleted)));
        return added;
    }

    /// <summary>A run of new messages, none of which is anywhere yet.</summary>
    public void AddAll(int by, Mailbox to, MessageRun messages, FlagSet flags) => store.AtOnce(() =>
    {
        to.PutAll(by, messages, flags);
        if (!IsApart(to) && Of(FolderRole.All) is { } all && all != to)
            all.PutAll(by, messages, flags);
    });

    /// <summary>A message that a client appends: the one that there is already where it is the same octet for octet.</summary>
    /// <returns>The UID that the client is told, though a message that had the label already loses the new one at once.</returns>
    public Uid Append(int by, Mailbox to, IMessageContent content, DateTimeOffset? date, FlagSet flags)
    {
        if (!rules.MergesDuplicates || Same(content) is not { } known)
            return to.Add(by, store.NewMessage(content, date), flags).Uid;
        if (to.FindNumber(known.Number) is not { } there)
            return to.Add(by, known, flags).Uid;
        var twin = default(Uid);
        store.AtOnce(() =>
        {
            twin = to.Put(by, Arrival.Of(known), flags).Uid;
            to.Take(by, twin);
            to.Index(there);
        });
        return twin;
    }

    /// <summary>Takes a folder's label off a message, which is to delete it where the rules or the folder say so.</summary>
    public bool Expunge(int by, Mailbox from, Uid uid)
    {
        if (from.Find(uid) is not { } stored)
            return false;
        if (from.Role == FolderRole.All && rules.LastLabel == LastLabel.Archives)
        {
            from.Mark(Server, stored, stored.Flags.Without(SystemFlags.Deleted));
            return false;
        }

        store.AtOnce(() =>
        {
            var message = Arrival.Of(stored);
            var flags = stored.Flags;
            TakeLabel(by, from, stored);
            if (!IsApart(from) && (from.Role == FolderRole.All || !HasLabels(message.Number)))
                LastIsGone(by, message, flags);
        });
        return true;
    }

    /// <summary>Takes a label off a message and leaves the message, whatever the rules say of the last one.</summary>
    public void Unlabel(int by, Mailbox label, int number)
    {
        if (label.FindNumber(number) is { } stored)
            store.AtOnce(() => TakeLabel(by, label, stored));
    }

    public bool SetFlags(int by, Mailbox mailbox, StoredMessage stored, FlagSet flags)
    {
        var changed = false;
        store.AtOnce(() =>
        {
            changed = mailbox.Mark(by, stored, flags);
            if (!changed)
                return;
            Share(by, stored.Number, stored.Flags);
            if (rules.ExpungesAtOnce && stored.Flags.Has(SystemFlags.Deleted))
                Expunge(by, mailbox, stored.Uid);
        });
        return changed;
    }

    /// <summary>The mailboxes in which a message is, by name in their order.</summary>
    public IEnumerable<Mailbox> MailboxesOf(int number) => store.Mailboxes.Where(mailbox => mailbox.FindNumber(number) is not null);

    /// <summary>The mailbox of a role; null where the account has none.</summary>
    public Mailbox? Of(FolderRole role) => store.Mailboxes.FirstOrDefault(mailbox => mailbox.Role == role);

    /// <summary>Whether a folder is where its messages are counted: of all that are not apart that of all mail has every one, whatever their labels.</summary>
    public static bool Counts(Mailbox mailbox) => mailbox.Role == FolderRole.All || IsApart(mailbox);

    /// <summary>Whether a message that is moved from one folder to another stays in the first: that of all mail shows it all the same.</summary>
    public static bool StaysIn(Mailbox from, Mailbox to) => from.Role == FolderRole.All && !IsApart(to);

    /// <summary>In the trash and in junk a message has no other label.</summary>
    private static bool IsApart(Mailbox mailbox) => mailbox.Role is FolderRole.Trash or FolderRole.Junk;

    private StoredMessage AddNew(int by, Mailbox to, Arrival message, FlagSet flags)
    {
        Remember(message);
        var before = Everywhere(message.Number).ToList();
        if (before.Count > 0)
            flags = before[0].Message.Flags.Without(SystemFlags.Deleted).Union(flags);
        if (to.Role == FolderRole.Flagged)
            flags = flags.With(SystemFlags.Flagged);
        foreach (var (place, stored) in before.Where(other => IsApart(to) || IsApart(other.Mailbox)))
            place.Take(by, stored.Uid);
        var added = to.Put(by, message, flags);
        if (!IsApart(to) && Of(FolderRole.All) is { } all && all.FindNumber(message.Number) is null)
            all.Put(by, message, flags);
        Share(by, message.Number, flags);
        return added;
    }

    /// <summary>All flags but \Deleted are the message's, in whatever folder; and \Flagged is a label too.</summary>
    private void Share(int by, int number, FlagSet flags)
    {
        var shared = flags.Without(SystemFlags.Deleted);
        var starred = Of(FolderRole.Flagged);
        foreach (var (mailbox, stored) in Everywhere(number).ToList())
        {
            if (mailbox == starred && !flags.Has(SystemFlags.Flagged))
                mailbox.Take(by, stored.Uid);
            else
                mailbox.Mark(Server, stored, stored.Flags.Has(SystemFlags.Deleted) ? shared.With(SystemFlags.Deleted) : shared);
        }

        if (flags.Has(SystemFlags.Flagged) && starred is not null && starred.FindNumber(number) is null
            && Everywhere(number).FirstOrDefault(place => !IsApart(place.Mailbox)) is { Mailbox: not null } source)
            starred.Put(by, Arrival.Of(source.Message), shared);
    }

    private void TakeLabel(int by, Mailbox from, StoredMessage stored)
    {
        var flags = stored.Flags;
        from.Take(by, stored.Uid);
        if (from.Role == FolderRole.Flagged)
            Share(by, stored.Number, flags.Without(SystemFlags.Flagged));
    }

    private void LastIsGone(int by, Arrival message, FlagSet flags)
    {
        if (rules.LastLabel == LastLabel.Archives)
            return;
        foreach (var (mailbox, stored) in Everywhere(message.Number).ToList())
            mailbox.Take(by, stored.Uid);
        if (rules.LastLabel == LastLabel.GoesToTrash && Of(FolderRole.Trash) is { } trash)
            trash.Put(by, message, flags.Without(SystemFlags.Deleted));
    }

    private bool HasLabels(int number) => MailboxesOf(number).Any(mailbox => mailbox.Role != FolderRole.All);

    private IEnumerable<(Mailbox Mailbox, StoredMessage Message)> Everywhere(int number)
    {
        foreach (var mailbox in store.Mailboxes)
        {
            if (mailbox.FindNumber(number) is { } stored)
                yield return (mailbox, stored);
        }
    }

    private void Remember(Arrival message)
    {
        if (rules.MergesDuplicates && message.Source is Message { Content: HeldContent content } held)
            _byContent.TryAdd(Digest(content), held);
    }

    /// <summary>The message with these octets that is somewhere; null where there is none.</summary>
    private Message? Same(IMessageContent content) =>
        _byContent.GetValueOrDefault(Digest(content)) is { } known && Everywhere(known.Number).Any() ? known : null;

    private static string Digest(IMessageContent content) => Convert.ToHexString(SHA256.HashData(content.Bytes.Span));
}
