using MailKit;
using MailKit.Net.Imap;

namespace ImapLab.SystemTests.Tour;

/// <summary>Who may do what with a folder, how much is in it, and what is written on it.</summary>
internal static class AccessSteps
{
    private static readonly ImapEventGroup[] NewMail = [new(ImapMailboxFilter.Personal, [new ImapEvent.MessageNew(), ImapEvent.MessageExpunge])];

    public static async Task Rights(FolderTour tour)
    {
        var box = await tour.MakeAsync("Shared");
        if (!tour.Has(ImapCapabilities.Acl))
        {
            tour.Refuses(() => box.GetAccessControlListAsync());
            return;
        }

        await box.SetAccessRightsAsync("bob", new AccessRights("lrs"));
        await box.AddAccessRightsAsync("bob", new AccessRights("wi"));
        await box.RemoveAccessRightsAsync("bob", new AccessRights("s"));

        var list = await box.GetAccessControlListAsync();
        tour.Is("given", string.Concat(list.Single(entry => entry.Name == "bob").Rights.ToString().Order()), "ilrw");
        tour.Is("mine", (await box.GetMyAccessRightsAsync()).Contains(AccessRight.Administer), true);
        tour.Is("possible", (await box.GetAccessRightsAsync("bob")).Count > 0, true);
        await box.RemoveAccessAsync("bob");
        tour.Is("taken", (await box.GetAccessControlListAsync()).Any(entry => entry.Name == "bob"), false);
    }

    public static async Task Quotas(FolderTour tour)
    {
        var box = await tour.OpenAsync("Filled");
        if (!tour.Has(ImapCapabilities.Quota))
        {
            tour.Refuses(() => box.GetQuotaAsync());
            return;
        }

        var quota = await box.GetQuotaAsync();
        tour.Is("counted", (quota.QuotaRoot is not null, quota.CurrentMessageCount > 0, quota.CurrentStorageSize > 0), (true, true, true));
        // Who may set limits is the server's own affair.
        try
        {
            var set = await box.SetQuotaAsync(2000, 200_000);
            tour.Saw("set", (set.MessageLimit, set.StorageLimit));
        }
        catch (ImapCommandException refused)
        {
            tour.Saw("not set", refused.Response);
        }
    }

    public static async Task Metadata(FolderTour tour)
    {
        var box = await tour.MakeAsync("Annotated");
        if (!tour.Has(ImapCapabilities.Metadata))
        {
            tour.Refuses(() => box.GetMetadataAsync(MetadataTag.PrivateComment));
            return;
        }

        await box.SetMetadataAsync(new MetadataCollection { new(MetadataTag.PrivateComment, "mine"), new(MetadataTag.SharedComment, "ours, at some length \"and\" ü") });
        tour.Is("one", await box.GetMetadataAsync(MetadataTag.PrivateComment), "mine");
        MetadataTag[] both = [MetadataTag.PrivateComment, MetadataTag.SharedComment];
        tour.Is("shared", (await box.GetMetadataAsync([MetadataTag.SharedComment])).Single().Value, "ours, at some length \"and\" ü");
        // MailKit leaves out the parentheses around several (RFC 5464 section 5): to Dovecot, too, that is not grammar.
        Assert.That(async () => await box.GetMetadataAsync(both), Throws.TypeOf<ImapCommandException>());
        var options = new MetadataOptions { MaxSize = 10 };
        // MailKit writes the options behind the mailbox, as RFC 5464's examples do and its grammar does not; Dovecot keeps to the grammar.
        if (tour.IsDovecot)
        {
            Assert.That(async () => await box.GetMetadataAsync(options, both), Throws.TypeOf<ImapCommandException>());
        }
        else
        {
            tour.Is("short", (await box.GetMetadataAsync(options, both)).Select(one => one.Value), ["mine"]);
            tour.Is("long entries", options.LongEntries, 29u);
        }

        await box.SetMetadataAsync(new MetadataCollection { new(MetadataTag.PrivateComment, null!) });
        // MailKit makes nothing of the NIL that both servers say of what is not there, and gives up the connection.
        using var other = await tour.LogInAsync();
        var same = await other.GetFolderAsync(box.FullName);
        Assert.That(async () => await same.GetMetadataAsync(MetadataTag.PrivateComment), Throws.TypeOf<ImapProtocolException>());
        tour.Is("kept", await box.GetMetadataAsync(MetadataTag.SharedComment), "ours, at some length \"and\" ü");
    }

    public static async Task Notifications(FolderTour tour)
    {
        using var client = await tour.LogInAsync();
        if (!tour.Has(ImapCapabilities.Notify))
        {
            tour.Refuses(() => client.NotifyAsync(false, NewMail));
            return;
        }

        var box = await tour.MakeAsync("Watched");
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        var watched = await client.GetFolderAsync(box.FullName);
        var counts = new List<int>();
        watched.CountChanged += (_, _) => counts.Add(watched.Count);
        await client.NotifyAsync(false, NewMail);
        await box.AppendAsync(new AppendRequest(TourMail.All[0], MessageFlags.None));
        await client.NoOpAsync();

        tour.Is("counts", counts, [1]);
        await client.DisableNotifyAsync();
        await client.DisconnectAsync(quit: true);
    }
}
