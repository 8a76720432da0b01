using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace ImapLab.SystemTests.Tour;

/// <summary>Messages found, in order and in threads.</summary>
internal static class SearchingSteps
{
    private static readonly UniqueId[] Some = [new(1), new(2), new(3)];
    private static readonly SearchQuery Anns = SearchQuery.FromContains("Ann");

    public static async Task Search(FolderTour tour)
    {
        var box = await tour.OpenAsync("Searched");
        async Task Finds(string what, SearchQuery query, params uint[] uids) => tour.Is(what, (await box.SearchAsync(query)).Select(uid => uid.Id), uids);

        await Finds("all", SearchQuery.All, 1, 2, 3, 4);
        await Finds("seen", SearchQuery.Seen, 1, 2);
        await Finds("not seen", SearchQuery.Not(SearchQuery.Seen), 3, 4);
        await Finds("or", SearchQuery.Or(SearchQuery.Flagged, SearchQuery.SubjectContains("fwd")), 2, 4);
        await Finds("in another charset", SearchQuery.SubjectContains("über"), 2);
        await Finds("in the text", SearchQuery.BodyContains("Süden"), 2);
        await Finds("in all", SearchQuery.MessageContains("below"), 4);
        await Finds("in a header", SearchQuery.HeaderContains("References", "alpha@"), 3);
        await Finds("larger", SearchQuery.LargerThan(400), TourMail.All.Select((message, index) => (Size: TourMail.Text(message).Length, Uid: (uint)index + 1)).Where(one => one.Size > 400).Select(one => one.Uid).ToArray());
        await Finds("arrived", SearchQuery.DeliveredOn(new DateTime(2026, 1, 10)), 1, 2, 3, 4);
        await Finds("sent", SearchQuery.SentBefore(new DateTime(2026, 1, 10)));
        await Finds("by uid", SearchQuery.Uids([new UniqueId(2), new UniqueId(9)]), 2);
        await Finds("both", Anns.And(SearchQuery.NotFlagged).And(SearchQuery.ToContains("bob")), 1, 3, 4);

        tour.Is("among some", (await box.SearchAsync(Some, SearchQuery.NotSeen)).Select(uid => uid.Id), [3u]);
        tour.Is("raw", (await box.SearchAsync("NOT SUBJECT \"beta\" SEEN")).UniqueIds.Select(uid => uid.Id), [1u]);
        if (!tour.Has(ImapCapabilities.ESearch))
        {
            tour.Refuses(() => box.SearchAsync(SearchOptions.Count, SearchQuery.All));
            return;
        }

        var results = await box.SearchAsync(SearchOptions.All | SearchOptions.Count | SearchOptions.Min | SearchOptions.Max, SearchQuery.Not(SearchQuery.Flagged));
        tour.Is("results", (string.Join(' ', results.UniqueIds), results.Count, results.Min?.Id, results.Max?.Id), ("1 3 4", 3, 1u, 4u));
        tour.Is("results among some", (await box.SearchAsync(SearchOptions.Count, Some, SearchQuery.All)).Count, 3);
        if (tour.Has(ImapCapabilities.Within))
            tour.Is("within", (await box.SearchAsync(SearchQuery.OlderThan(60))).Count, 4);
        if (tour.Has(ImapCapabilities.CondStore))
            tour.Is("mod-sequence", (await box.SearchAsync(SearchOptions.Count, SearchQuery.ChangedSince(1))).ModSeq > 0, true);
        if (tour.Has(ImapCapabilities.SaveDate))
            tour.Is("saved", (await box.SearchAsync(SearchQuery.SavedSince(new DateTime(2026, 1, 1)))).Count, 4);
        if (HasPartial(tour))
            tour.Is("partial", (await box.SearchAsync(SearchOptions.None, SearchQuery.All, new PartialRange(2, 3))).UniqueIds.Select(uid => uid.Id), [2u, 3u]);
        else
            tour.Refuses(() => box.SearchAsync(SearchOptions.None, SearchQuery.All, new PartialRange(2, 3)));
    }

    public static async Task Sort(FolderTour tour)
    {
        var box = await tour.OpenAsync("Sorted");
        OrderBy[] subjects = [OrderBy.Subject, OrderBy.ReverseArrival];
        if (!tour.Has(ImapCapabilities.Sort))
        {
            tour.Refuses(() => box.SortAsync(SearchQuery.All, subjects));
            return;
        }

        async Task Sorts(string what, OrderBy order, params uint[] uids) => tour.Is(what, (await box.SortAsync(SearchQuery.All, [order])).Select(uid => uid.Id), uids);
        // Base subjects: Alpha, Über Beta, Alpha, Alpha (RFC 5256 section 2.1).
        tour.Is("subjects", (await box.SortAsync(SearchQuery.All, subjects)).Select(uid => uid.Id), [4u, 3u, 1u, 2u]);
        await Sorts("latest first", OrderBy.ReverseArrival, 4, 3, 2, 1);
        await Sorts("date", OrderBy.Date, TourMail.All.Select((message, index) => (message.Date, Uid: (uint)index + 1)).OrderBy(one => one.Date).Select(one => one.Uid).ToArray());
        await Sorts("size", OrderBy.Size, TourMail.All.Select((message, index) => (TourMail.Text(message).Length, Uid: (uint)index + 1)).Order().Select(one => one.Uid).ToArray());
        await Sorts("from", OrderBy.From, 1, 2, 4, 3);
        await Sorts("to", OrderBy.To, 1, 2, 3, 4);
        if (tour.Has(ImapCapabilities.SortDisplay))
            await Sorts("who", OrderBy.DisplayFrom, 1, 2, 3, 4);
        tour.Is("among some", (await box.SortAsync(Some, SearchQuery.All, [OrderBy.ReverseArrival])).Select(uid => uid.Id), [3u, 2u, 1u]);
        tour.Is("raw", (await box.SortAsync("(REVERSE ARRIVAL) UTF-8 SEEN")).UniqueIds.Select(uid => uid.Id), [2u, 1u]);
        if (!tour.Has(ImapCapabilities.ESort))
        {
            tour.Refuses(() => box.SortAsync(SearchOptions.Count, SearchQuery.All, subjects));
            return;
        }

        var results = await box.SortAsync(SearchOptions.All | SearchOptions.Count | SearchOptions.Min | SearchOptions.Max, SearchQuery.Not(SearchQuery.Flagged), [OrderBy.ReverseArrival]);
        tour.Is("results", (string.Join(' ', results.UniqueIds), results.Count, results.Min?.Id, results.Max?.Id), ("4 3 1", 3, 4u, 1u));
        tour.Is("results among some", (await box.SortAsync(SearchOptions.Count, Some, SearchQuery.All, subjects)).Count, 3);
        if (HasPartial(tour))
            tour.Is("partial", (await box.SortAsync(SearchOptions.None, SearchQuery.All, [OrderBy.ReverseArrival], new PartialRange(2, 3))).UniqueIds.Select(uid => uid.Id), [3u, 2u]);
        else
            tour.Refuses(() => box.SortAsync(SearchOptions.None, SearchQuery.All, subjects, new PartialRange(2, 3)));
    }

    public static async Task Thread(FolderTour tour)
    {
        var box = await tour.OpenAsync("Threaded");
        if (!tour.Has(ImapCapabilities.Thread))
        {
            tour.Refuses(() => box.ThreadAsync(ThreadingAlgorithm.References, SearchQuery.All));
            return;
        }

        tour.Saw("algorithms", box.ThreadingAlgorithms.Order());
        tour.Is("references", Tree(await box.ThreadAsync(ThreadingAlgorithm.References, SearchQuery.All)), "(1(4)(3))(2)");
        tour.Is("subjects", Tree(await box.ThreadAsync(ThreadingAlgorithm.OrderedSubject, SearchQuery.All)), "(1(4)(3))(2)");
        tour.Is("among some", Tree(await box.ThreadAsync([new UniqueId(2), new UniqueId(3)], ThreadingAlgorithm.References, SearchQuery.All)), "(2)(3)");
    }

    /// <summary>RFC 9394, or what it grew from (RFC 5267 section 4.4).</summary>
    private static bool HasPartial(FolderTour tour) => tour.Has(ImapCapabilities.Partial) || tour.Has(ImapCapabilities.Context);

    private static string Tree(IEnumerable<MessageThread> threads) => string.Concat(threads.Select(thread => $"({thread.UniqueId}{Tree(thread.Children)})"));
}
