using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Scenarios.Oracle;

/// <summary>That a message stood at a path under a UID, at some moment of a stretch of time.</summary>
/// <param name="Arrived">The ordinal of the change that put it there; 0 for what was there at the beginning.</param>
internal sealed record Placement(string Path, int Mailbox, UidValidity Epoch, uint Uid, Message Message, long Arrived)
{
    /// <summary>The ordinal of the change that took it away; null while it is there.</summary>
    public long? Gone { get; init; }

    /// <summary>Whether it was expunged, rather than gone with its folder or its epoch.</summary>
    public bool Expunged { get; init; }
}

/// <summary>Every place that messages had in a stretch of time, and every path that there was.</summary>
internal sealed class PlacementLog
{
    private readonly List<Placement> _all = [];
    private readonly List<(string Path, int Mailbox, UidValidity Epoch)> _folders = [];

    public PlacementLog(Picture before, IEnumerable<JournalEntry> entries)
    {
        var picture = new Picture();
        foreach (var folder in before.Folders)
        {
            _folders.Add((folder.Name.Text, folder.Mailbox, folder.Epoch));
            foreach (var (uid, message) in folder.Messages)
                _all.Add(new Placement(folder.Name.Text, folder.Mailbox, folder.Epoch, uid, message, 0));
        }

        picture.Copy(before);
        foreach (var entry in entries)
        {
            var old = picture.Find(entry.Mailbox);
            picture.Apply(entry);
            Note(entry, old, picture.Find(entry.Mailbox));
        }
    }

    public IReadOnlyList<Placement> All => _all;

    /// <summary>The mailboxes and epochs that a path stood for, in order.</summary>
    public IEnumerable<(string Path, int Mailbox, UidValidity Epoch)> FoldersAt(string path) => _folders.Where(folder => folder.Path == path);

    public IEnumerable<string> Paths => _folders.Select(folder => folder.Path).Distinct().Order(StringComparer.Ordinal);

    private void Note(JournalEntry entry, PictureFolder? old, PictureFolder? now)
    {
        if (entry.Change is Change.Added added)
        {
            _all.Add(new Placement(now!.Name.Text, now.Mailbox, now.Epoch, added.Uid.Value, added.Message, entry.Ordinal));
            return;
        }

        if (entry.Change is Change.Expunged expunged)
        {
            End(place => place.Mailbox == entry.Mailbox && place.Uid == expunged.Uid.Value, entry.Ordinal, expunged: true);
            return;
        }

        if (entry.Change is Change.Flagged)
            return;
        if (old is not null)
            End(place => place.Mailbox == entry.Mailbox, entry.Ordinal, expunged: false);
        if (now is null)
            return;
        _folders.Add((now.Name.Text, now.Mailbox, now.Epoch));
        foreach (var (uid, message) in now.Messages)
            _all.Add(new Placement(now.Name.Text, now.Mailbox, now.Epoch, uid, message, entry.Ordinal));
    }

    private void End(Predicate<Placement> which, long at, bool expunged)
    {
        for (var index = 0; index < _all.Count; index++)
        {
            if (_all[index].Gone is null && which(_all[index]))
                _all[index] = _all[index] with { Gone = at, Expunged = expunged };
        }
    }
}
