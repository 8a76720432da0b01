using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>A folder at one moment.</summary>
/// <param name="Mailbox">Its number, which outlives its name.</param>
/// <param name="Messages">What it holds, by UID.</param>
internal sealed record PictureFolder(int Mailbox, MailboxName Name, UidValidity Epoch, SortedDictionary<uint, Message> Messages, uint UidNext = 1)
{
    public FolderRole Role { get; init; }

    /// <summary>The messages' flags, by UID.</summary>
    public SortedDictionary<uint, FlagSet> Flags { get; init; } = [];
}

/// <summary>An account's true content at one moment, painted from the journal alone.</summary>
internal sealed class Picture
{
    private readonly Dictionary<int, PictureFolder> _folders = [];

    /// <summary>The folders by path, in ordinal order.</summary>
    public IEnumerable<PictureFolder> Folders => _folders.Values.OrderBy(folder => folder.Name.Text, StringComparer.Ordinal);

    public PictureFolder? Find(string path) => _folders.Values.FirstOrDefault(folder => folder.Name.Text == path);

    public PictureFolder? Find(int mailbox) => _folders.GetValueOrDefault(mailbox);

    /// <summary>The account after a change.</summary>
    /// <param name="ordinal">The last change that is in the picture.</param>
    public static Picture At(IEnumerable<JournalEntry> history, long ordinal)
    {
        var picture = new Picture();
        foreach (var entry in history.TakeWhile(entry => entry.Ordinal <= ordinal))
            picture.Apply(entry);
        return picture;
    }

    /// <summary>Takes over all that another picture shows.</summary>
    public void Copy(Picture other)
    {
        foreach (var folder in other._folders.Values)
            _folders[folder.Mailbox] = folder with { Messages = new(folder.Messages), Flags = new(folder.Flags) };
    }

    /// <summary>Paints one change over.</summary>
    public void Apply(JournalEntry entry)
    {
        if (entry.Change is Change.Created created)
        {
            _folders[entry.Mailbox] = new PictureFolder(entry.Mailbox, created.Name, created.UidValidity, []) { Role = created.Role };
            return;
        }

        var folder = _folders[entry.Mailbox];
        switch (entry.Change)
        {
            case Change.Added added:
                folder.Messages[added.Uid.Value] = added.Message;
                folder.Flags[added.Uid.Value] = added.Flags;
                _folders[entry.Mailbox] = folder with { UidNext = added.Uid.Value + 1 };
                break;
            case Change.Expunged expunged:
                folder.Messages.Remove(expunged.Uid.Value);
                folder.Flags.Remove(expunged.Uid.Value);
                break;
            case Change.Flagged flagged:
                folder.Flags[flagged.Uid.Value] = flagged.Flags;
                break;
            case Change.Renumbered renumbered:
                _folders[entry.Mailbox] = Renumber(folder, renumbered.To);
                break;
            case Change.Renamed renamed:
                _folders[entry.Mailbox] = folder with { Name = renamed.To };
                break;
            case Change.Deleted:
                _folders.Remove(entry.Mailbox);
                break;
        }
    }

    private static PictureFolder Renumber(PictureFolder folder, UidValidity epoch)
    {
        var messages = new SortedDictionary<uint, Message>();
        var flags = new SortedDictionary<uint, FlagSet>();
        foreach (var (uid, message) in folder.Messages)
        {
            flags.Add((uint)flags.Count + 1, folder.Flags.GetValueOrDefault(uid));
            messages.Add((uint)messages.Count + 1, message);
        }

        return folder with { Epoch = epoch, Messages = messages, Flags = flags, UidNext = (uint)messages.Count + 1 };
    }
}
