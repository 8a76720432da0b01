using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace ImapLab.SystemTests.Tour;

/// <summary>Messages: put in, replaced, copied, moved, flagged, labelled and expunged.</summary>
internal static class ChangingSteps
{
    public static async Task Append(FolderTour tour)
    {
        var box = await tour.MakeAsync("Appended");
        AppendRequest Request(int number) => new(TourMail.All[number], MessageFlags.Answered, ["$Forwarded"], TourMail.Arrived);

        var uids = new List<UniqueId?> { await box.AppendAsync(Request(0)), await box.AppendAsync(FormatOptions.Default, Request(1)) };
        uids.AddRange((await box.AppendAsync([Request(2), Request(3)])).Select(uid => (UniqueId?)uid));
        uids.AddRange((await box.AppendAsync(FormatOptions.Default, [Request(0), Request(1)])).Select(uid => (UniqueId?)uid));

        tour.Is("uids", uids.Where(uid => uid is not null).Select(uid => uid!.Value.Id), tour.Has(ImapCapabilities.UidPlus) ? [1u, 2u, 3u, 4u, 5u, 6u] : []);
        await box.OpenAsync(FolderAccess.ReadOnly);
        var rows = await box.FetchAsync(0, -1, new FetchRequest(MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.InternalDate));
        tour.Is("sizes", rows.Select(row => (int)row.Size!.Value), new[] { 0, 1, 2, 3, 0, 1 }.Select(number => TourMail.Text(TourMail.All[number]).Length));
        tour.Is("flags", rows.Select(row => $"{row.Flags & ~MessageFlags.Recent} {string.Join(' ', row.Keywords)}").Distinct(), ["Answered $Forwarded"]);
        tour.Is("arrived", rows.Select(row => row.InternalDate!.Value.UtcDateTime).Distinct(), [TourMail.Arrived.UtcDateTime]);
    }

    public static async Task Replace(FolderTour tour)
    {
        var box = await tour.OpenAsync("Replaced");
        var elsewhere = await tour.MakeAsync("Replaced elsewhere");
        ReplaceRequest Request(string subject) => new(TourMail.Message("new", subject, new TextPart("plain") { Text = "New.\r\n" }), MessageFlags.Flagged);

        // MailKit appends, marks and expunges where the server cannot replace.
        await box.ReplaceAsync(new UniqueId(1), Request("One"));
        await box.ReplaceAsync(FormatOptions.Default, new UniqueId(2), Request("Two"));
        await box.ReplaceAsync(0, Request("Three"));
        var there = Request("Four");
        there.Destination = FolderProxy.Within(elsewhere);
        await box.ReplaceAsync(FormatOptions.Default, 0, there);

        tour.Saw("there", await tour.ContentAsync(box));
        if (tour.Has(ImapCapabilities.Replace))
            tour.Is("replaced", await tour.ContentAsync(box), "One, Two, Three");
        tour.Is("elsewhere", await tour.ContentAsync(elsewhere), "Four");
    }

    public static async Task Copy_and_move(FolderTour tour)
    {
        var box = await tour.OpenAsync("From");
        var target = await tour.MakeAsync("To");
        var hasUids = tour.Has(ImapCapabilities.UidPlus);

        tour.Is("copied", (await box.CopyToAsync(new UniqueId(4), target))?.Id, hasUids ? 1u : null);
        var map = await box.CopyToAsync([new UniqueId(1), new UniqueId(3)], target);
        tour.Is("mapped", (string.Join(' ', map.Source), string.Join(' ', map.Destination)), hasUids ? ("1 3", "2 3") : ("", ""));
        await box.CopyToAsync(1, target);
        await box.CopyToAsync([0, 1], target);
        tour.Is("copies", await tour.ContentAsync(target), "Fwd: Alpha, Alpha, Re: Alpha, Über Beta, Alpha, Über Beta");
        Assert.That(async () => await box.CopyToAsync(new UniqueId(1), FolderProxy.Within(await GoneAsync(tour))), Throws.TypeOf<FolderNotFoundException>());

        tour.Is("moved", (await box.MoveToAsync(new UniqueId(2), target))?.Id, hasUids ? 7u : null);
        await tour.Client.NoOpAsync();
        var moved = await box.MoveToAsync([new UniqueId(4)], target);
        tour.Is("moved and mapped", string.Join(' ', moved.Destination), hasUids ? "8" : "");
        await box.MoveToAsync(0, target);
        await box.MoveToAsync([0], target);
        // Without MOVE, MailKit expunges what it names by UID and marks what it names by number.
        tour.Is("left", await tour.ContentAsync(box), tour.Has(ImapCapabilities.Move) ? "" : "Alpha (deleted), Re: Alpha");
        tour.Saw("both", await tour.ContentAsync(target));
    }

    public static async Task Flags(FolderTour tour)
    {
        var box = await tour.OpenAsync("Flags");
        var changes = new List<string>();
        box.MessageFlagsChanged += (_, e) => changes.Add($"{e.Index} {e.Flags & ~MessageFlags.Recent}");
        StoreFlagsRequest Request(StoreAction action, MessageFlags flags) => new(action, flags);

        tour.Is("one", await box.StoreAsync(new UniqueId(1), Request(StoreAction.Add, MessageFlags.Draft)), true);
        tour.Is("some", await box.StoreAsync([new UniqueId(2), new UniqueId(3)], Request(StoreAction.Remove, MessageFlags.Seen)), []);
        tour.Is("one by number", await box.StoreAsync(3, new StoreFlagsRequest(StoreAction.Set, MessageFlags.Answered, ["$Forwarded"])), true);
        tour.Is("some by number", await box.StoreAsync([0, 1], Request(StoreAction.Set, MessageFlags.Flagged)), []);

        var rows = await box.FetchAsync(0, -1, new FetchRequest(MessageSummaryItems.Flags));
        tour.Is("flags", rows.Select(row => $"{row.Flags & ~MessageFlags.Recent} {string.Join(' ', row.Keywords)}"), ["Flagged ", "Flagged ", "None ", "Answered $Forwarded"]);
        // Whether a flag that stays as it is is told is the server's own affair.
        tour.Is("events", changes.Distinct().Where(change => change != "2 None"), ["0 Seen, Draft", "1 Flagged", "3 Answered", "0 Flagged"]);
        if (!tour.Has(ImapCapabilities.CondStore))
        {
            tour.Refuses(() => box.StoreAsync([new UniqueId(1)], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { UnchangedSince = 1 }));
            return;
        }

        var known = box.HighestModSeq;
        await box.StoreAsync(1, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true });
        var refused = await box.StoreAsync([new UniqueId(1), new UniqueId(2)], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Answered) { UnchangedSince = known });
        tour.Is("changed since", refused.Select(uid => uid.Id), [2u]);
        tour.Is("changed since by number", await box.StoreAsync([1], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Draft) { UnchangedSince = known }), [1]);
    }

    public static async Task Labels(FolderTour tour)
    {
        var box = await tour.OpenAsync("Labels");
        StoreLabelsRequest Request(StoreAction action, params string[] labels) => new(action, labels);
        if (!tour.Has(ImapCapabilities.GMailExt1))
        {
            tour.Refuses(() => box.StoreAsync(new UniqueId(1), Request(StoreAction.Add, "Blue")));
            return;
        }

        await box.StoreAsync(new UniqueId(1), Request(StoreAction.Add, "Blue", "Grün & Gelb"));
        await box.StoreAsync([new UniqueId(2), new UniqueId(3)], Request(StoreAction.Add, "Blue"));
        await box.StoreAsync(1, Request(StoreAction.Remove, "Blue"));
        await box.StoreAsync([2, 3], Request(StoreAction.Add, "Red"));

        var rows = await box.FetchAsync(0, -1, new FetchRequest(MessageSummaryItems.GMailLabels));
        tour.Is("labels", rows.Select(row => string.Join(' ', row.GMailLabels!.Where(label => label is "Blue" or "Red" or "Grün & Gelb").Order(StringComparer.Ordinal))), ["Blue Grün & Gelb", "", "Blue Red", "Red"]);
    }

    /// <summary>No server has ANNOTATE-EXPERIMENT-1; MailKit must find that out.</summary>
    public static async Task Annotations(FolderTour tour)
    {
        var box = await tour.OpenAsync("Annotations");
        Annotation[] none = [new(AnnotationEntry.Comment) { Properties = { [AnnotationAttribute.PrivateValue] = "a" } }];
        UniqueId[] uids = [new(1)];
        int[] numbers = [0];

        tour.Refuses(() => box.StoreAsync(uids[0], none));
        tour.Refuses(() => box.StoreAsync(uids, none));
        tour.Refuses(() => box.StoreAsync(uids, 1, none));
        tour.Refuses(() => box.StoreAsync(0, none));
        tour.Refuses(() => box.StoreAsync(numbers, none));
        tour.Refuses(() => box.StoreAsync(numbers, 1, none));
    }

    public static async Task Expunge(FolderTour tour)
    {
        var box = await tour.OpenAsync("Expunged");
        var gone = new List<int>();
        box.MessageExpunged += (_, e) => gone.Add(e.Index);
        await box.StoreAsync([0, 1, 3], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });

        await box.ExpungeAsync([new UniqueId(2), new UniqueId(3)]);
        tour.Is("some", (await tour.ContentAsync(box), string.Join(' ', gone)), ("Alpha (deleted), Re: Alpha, Fwd: Alpha (deleted)", "1"));
        await box.ExpungeAsync();
        tour.Is("all", (await tour.ContentAsync(box), box.Count), ("Re: Alpha", 1));
    }

    public static async Task Others(FolderTour tour)
    {
        var box = await tour.OpenAsync("Others");
        using var other = await tour.LogInAsync();
        var same = await other.GetFolderAsync(box.FullName);
        await same.OpenAsync(FolderAccess.ReadWrite);
        var (gone, counts, flags) = (new List<int>(), new List<int>(), new List<string>());
        box.MessageExpunged += (_, e) => gone.Add(e.Index);
        box.CountChanged += (_, _) => counts.Add(box.Count);
        box.MessageFlagsChanged += (_, e) => flags.Add($"{e.Index} {e.Flags & ~MessageFlags.Recent}");

        await same.StoreAsync([0, 2], new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });
        await same.ExpungeAsync();
        await same.AppendAsync(new AppendRequest(TourMail.All[0], MessageFlags.None));
        await same.StoreAsync(0, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Answered) { Silent = true });
        await tour.Client.NoOpAsync();
        await other.DisconnectAsync(quit: true);

        tour.Is("gone", gone.Count, 2);
        tour.Is("count", (box.Count, counts[^1]), (3, 3));
        tour.Is("flags", flags[^1].Split(' ', 2)[1], "Seen, Answered, Flagged");
        tour.Is("subjects", (await box.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Select(row => row.Envelope!.Subject), ["Über Beta", "Fwd: Alpha", "Alpha"]);
    }

    private static async Task<IImapFolder> GoneAsync(FolderTour tour)
    {
        var made = await tour.MakeAsync("Gone");
        await made.DeleteAsync();
        return made;
    }
}
