using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>A folder at one moment.</summary>
/// <param name="Mailbox">Its number, which outlives its name.</param>
internal sealed record PictureFolder(int Mailbox, MailboxName Name, UidValidity Epoch, SortedDictionary<uint, Message> Messages, uint UidNext = 1);

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
            _folders[folder.Mailbox] = folder with { Messages = new SortedDictionary<uint, Message>(folder.Messages) };
    }

    /// <summary>Paints one change over.</summary>
    public void Apply(JournalEntry entry)
    {
        if (entry.Change is Change.Created created)
        {
            _folders[entry.Mailbox] = new PictureFolder(entry.Mailbox, created.Name, created.UidValidity, []);
            return;
        }

        var folder = _folders[entry.Mailbox];
        switch (entry.Change)
        {
            case Change.Added added:
                folder.Messages[added.Uid.Value] = added.Message;
                _folders[entry.Mailbox] = folder with { UidNext = added.Uid.Value + 1 };
                break;
            case Change.Expunged expunged:
                folder.Messages.Remove(expunged.Uid.Value);
                break;
            case Change.Renumbered renumbered:
                var messages = new SortedDictionary<uint, Message>();
                foreach (var message in folder.Messages.Values)
                    messages.Add((uint)messages.Count + 1, message);
                _folders[entry.Mailbox] = folder with { Epoch = renumbered.To, Messages = messages, UidNext = (uint)messages.Count + 1 };
                break;
            case Change.Renamed renamed:
                _folders[entry.Mailbox] = folder with { Name = renamed.To };
                break;
            case Change.Deleted:
                _folders.Remove(entry.Mailbox);
                break;
        }
    }
}
