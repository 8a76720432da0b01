using MailKit;
using MailKit.Net.Imap;

namespace ImapLab.SystemTests.Tour;

/// <summary>Folders: made, found, told of, subscribed to, opened, renamed and deleted.</summary>
internal static class FolderSteps
{
    public static async Task Come_and_go(FolderTour tour)
    {
        var root = tour.Root;
        var work = await tour.MakeAsync("Work");
        var deep = tour.Track(await work.CreateAsync("Grüße & mehr", isMessageFolder: true));
        var separator = work.DirectorySeparator;

        tour.Is("path", deep.FullName, $"Work{separator}Grüße & mehr");
        tour.Is("found", (await work.GetSubfolderAsync("Grüße & mehr")).FullName, deep.FullName);
        Assert.That(async () => await work.GetSubfolderAsync("None"), Throws.TypeOf<FolderNotFoundException>());
        tour.Is("below", (await work.GetSubfoldersAsync(false)).Select(folder => folder.Name), ["Grüße & mehr"]);
        tour.Saw("attributes", (await root.GetSubfolderAsync("Work")).Attributes);
        var counted = await work.GetSubfoldersAsync(StatusItems.Count | StatusItems.UidNext, subscribedOnly: false);
        tour.Is("counted", counted.Select(folder => (folder.Count, folder.UidNext!.Value.Id)), [(0, 1u)]);

        await deep.SubscribeAsync();
        tour.Is("subscribed", (await work.GetSubfoldersAsync(true)).Select(folder => (folder.Name, folder.IsSubscribed)), [("Grüße & mehr", true)]);
        await deep.UnsubscribeAsync();
        tour.Is("unsubscribed", await work.GetSubfoldersAsync(true), []);

        var renamed = new List<string>();
        deep.Renamed += (_, e) => renamed.Add($"{e.OldName} to {e.NewName}");
        await deep.RenameAsync(root, "Außen");
        tour.Is("renamed", (deep.FullName, renamed.Single()), ("Außen", $"Work{separator}Grüße & mehr to Außen"));
        await work.RenameAsync(deep, "Innen");
        tour.Is("moved", (await deep.GetSubfoldersAsync(false)).Single().FullName, $"Außen{separator}Innen");
        await work.DeleteAsync();
        await deep.DeleteAsync();
        tour.Is("deleted", (work.Exists, deep.Exists), (false, false));
        // This client remembers the folder; another does not.
        using var other = await tour.LogInAsync();
        Assert.That(async () => await other.GetFolderAsync("Außen"), Throws.TypeOf<FolderNotFoundException>());
    }

    public static async Task Are_made_for_a_use(FolderTour tour)
    {
        var level = tour.Track(await tour.Root.CreateAsync("Level", isMessageFolder: false));
        tour.Is("a level", (await level.CreateAsync("Below", isMessageFolder: true))!.Name, "Below");
        if (!tour.Has(ImapCapabilities.CreateSpecialUse))
        {
            tour.Refuses(() => tour.Root.CreateAsync("Used", SpecialFolder.Junk));
            return;
        }

        var flagged = await tour.Root.CreateAsync("Used", SpecialFolder.Junk);
        tour.Is("use", flagged!.Attributes & FolderAttributes.Junk, FolderAttributes.Junk);
        var both = await tour.Root.CreateAsync("Used twice", [SpecialFolder.Archive]);
        tour.Is("uses", both!.Attributes & FolderAttributes.Archive, FolderAttributes.Archive);
    }

    public static async Task Are_told_of(FolderTour tour)
    {
        var box = await tour.OpenAsync("Told");
        await box.CloseAsync(expunge: false);
        var items = StatusItems.Count | StatusItems.Recent | StatusItems.UidNext | StatusItems.UidValidity | StatusItems.Unread;
        if (tour.Has(ImapCapabilities.CondStore))
            items |= StatusItems.HighestModSeq;
        if (tour.Has(ImapCapabilities.StatusSize))
            items |= StatusItems.Size;
        if (tour.Has(ImapCapabilities.ObjectID))
            items |= StatusItems.MailboxId;
        if (tour.Has(ImapCapabilities.AppendLimit))
            items |= StatusItems.AppendLimit;

        await box.StatusAsync(items);

        tour.Is("told", (box.Count, box.UidNext!.Value.Id, box.Unread), (4, 5u, 2));
        tour.Is("validity", box.UidValidity > 0, true);
        tour.Is("mod-sequence", box.HighestModSeq > 1, tour.Has(ImapCapabilities.CondStore));
        tour.Is("size", box.Size, tour.Has(ImapCapabilities.StatusSize) ? (ulong?)TourMail.All.Sum(message => TourMail.Text(message).Length) : null);
        tour.Is("id", box.Id is not null, tour.Has(ImapCapabilities.ObjectID));
        tour.Is("limit", box.AppendLimit is not null, tour.Has(ImapCapabilities.AppendLimit));
        var features = Enum.GetValues<FolderFeature>().Where(box.Supports).ToList();
        tour.Saw("features", features);
        tour.Is("sorts", features.Contains(FolderFeature.Sorting), tour.Has(ImapCapabilities.Sort));
    }

    public static async Task Open_and_close(FolderTour tour)
    {
        var box = await tour.OpenAsync("Opened");
        tour.Saw("permanent", (box.PermanentFlags, string.Join(' ', box.PermanentKeywords)));
        tour.Saw("accepted", box.AcceptedFlags);
        tour.Is("open", (box.Access, box.Count, box.FirstUnread, box.UidNext!.Value.Id), (FolderAccess.ReadWrite, 4, 2, 5u));
        await box.CheckAsync();
        await box.StoreAsync(0, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });
        await box.CloseAsync(expunge: false);
        tour.Is("closed", await tour.ContentAsync(box), "Alpha (deleted), Über Beta, Re: Alpha, Fwd: Alpha");

        tour.Is("read only", await box.OpenAsync(FolderAccess.ReadOnly), FolderAccess.ReadOnly);
        await box.CloseAsync(expunge: false);
        await box.OpenAsync(FolderAccess.ReadWrite);
        await box.CloseAsync(expunge: true);
        tour.Is("closed and expunged", await tour.ContentAsync(box), "Über Beta, Re: Alpha, Fwd: Alpha");
        Assert.That(box.IsOpen, Is.False);
    }

    public static async Task Know_what_has_changed_since(FolderTour tour)
    {
        var box = await tour.OpenAsync("Since");
        if (!tour.Has(ImapCapabilities.QuickResync))
        {
            tour.Refuses(() => box.OpenAsync(FolderAccess.ReadOnly, box.UidValidity, 1, [new UniqueId(1)]));
            return;
        }

        using var client = await tour.LogInAsync();
        await client.EnableQuickResyncAsync();
        var again = tour.Track(await client.GetFolderAsync(box.FullName));
        await again.OpenAsync(FolderAccess.ReadOnly);
        var (validity, known) = (again.UidValidity, again.HighestModSeq);
        await again.CloseAsync(expunge: false);
        await box.StoreAsync(new UniqueId(2), new StoreFlagsRequest(StoreAction.Add, MessageFlags.Answered) { Silent = true });
        await box.StoreAsync([new UniqueId(1), new UniqueId(3)], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });
        await box.ExpungeAsync();

        var vanished = new List<string>();
        var flags = new List<string>();
        again.MessagesVanished += (_, e) => vanished.Add($"{e.UniqueIds.Count} {string.Join(' ', e.UniqueIds)} {e.Earlier}");
        again.MessageFlagsChanged += (_, e) => flags.Add($"{e.Index} {e.UniqueId} {e.Flags & ~MessageFlags.Recent}");
        await again.OpenAsync(FolderAccess.ReadOnly, validity, known, [new UniqueId(1), new UniqueId(2), new UniqueId(3), new UniqueId(4)]);

        tour.Is("vanished", vanished, ["2 1 3 True"]);
        tour.Is("flags", flags, ["0 2 Seen, Answered, Flagged"]);
        await client.DisconnectAsync(quit: true);
    }
}
