using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Server.Mailboxes;

/// <summary>What STATUS and SELECT tell of a mailbox, kept with each change instead of counted when it is asked for.</summary>
internal sealed class MailboxTally
{
    public UidSequence Uids { get; } = new();

    public UidSequence Unseen { get; } = new();

    public UidSequence Deleted { get; } = new();

    public ulong Octets { get; private set; }

    public ulong DeletedOctets { get; private set; }

    public void Add(Uid uid, FlagSet flags, uint octets)
    {
        Uids.Append(uid);
        Octets += octets;
        if (!flags.Has(SystemFlags.Seen))
            Unseen.Append(uid);
        if (!flags.Has(SystemFlags.Deleted))
            return;
        Deleted.Append(uid);
        DeletedOctets += octets;
    }

    /// <summary>Adds messages with UIDs in a row and the same flags.</summary>
    public void AddRange(Uid from, Uid to, FlagSet flags, ulong octets)
    {
        Uids.AddRange(from, to);
        Octets += octets;
        if (!flags.Has(SystemFlags.Seen))
            Unseen.AddRange(from, to);
        if (!flags.Has(SystemFlags.Deleted))
            return;
        Deleted.AddRange(from, to);
        DeletedOctets += octets;
    }

    /// <summary>A message is about to have other flags.</summary>
    public void Change(StoredMessage stored, FlagSet flags)
    {
        if (flags.Has(SystemFlags.Seen))
            Unseen.Remove(stored.Uid);
        else
            Unseen.Add(stored.Uid);
        if (flags.Has(SystemFlags.Deleted) ? Deleted.Add(stored.Uid) : Deleted.Remove(stored.Uid))
            DeletedOctets = flags.Has(SystemFlags.Deleted) ? DeletedOctets + stored.Message.Content.Size : DeletedOctets - stored.Message.Content.Size;
    }

    public void Remove(Uid uid, uint octets)
    {
        Uids.Remove(uid);
        Unseen.Remove(uid);
        Octets -= octets;
        if (Deleted.Remove(uid))
            DeletedOctets -= octets;
    }

    /// <summary>The same messages with the UIDs that a new epoch gives them: their places, from 1.</summary>
    public MailboxTally Renumbered()
    {
        var renumbered = new MailboxTally { Octets = Octets, DeletedOctets = DeletedOctets };
        if (Uids.Count > 0)
            renumbered.Uids.AddRange(new Uid(1), new Uid((uint)Uids.Count));
        foreach (var uid in Unseen)
            renumbered.Unseen.Append(PlaceOf(uid));
        foreach (var uid in Deleted)
            renumbered.Deleted.Append(PlaceOf(uid));
        return renumbered;
    }

    private Uid PlaceOf(Uid uid) => new((uint)Uids.IndexOf(uid) + 1);
}
