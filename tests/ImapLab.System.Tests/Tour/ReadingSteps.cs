using System.Collections;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace ImapLab.SystemTests.Tour;

/// <summary>Messages: summaries, headers, parts, and octets in the middle of them.</summary>
internal static class ReadingSteps
{
    private static readonly UniqueId[] All = [new(1), new(2), new(3), new(4)];

    public static async Task Summaries(FolderTour tour)
    {
        var box = await tour.OpenAsync("Summaries");
        var request = new FetchRequest(MessageSummaryItems.Full | MessageSummaryItems.BodyStructure | MessageSummaryItems.UniqueId | MessageSummaryItems.References, [HeaderId.MessageId, HeaderId.Subject]);
        var rows = await box.FetchAsync(All, request);

        tour.Is("uids", rows.Select(row => (row.Index, row.UniqueId.Id)), [(0, 1u), (1, 2u), (2, 3u), (3, 4u)]);
        tour.Is("subjects", rows.Select(row => row.Envelope!.Subject), TourMail.All.Select(message => message.Subject));
        tour.Is("ids", rows.Select(row => row.Envelope!.MessageId), TourMail.All.Select(message => message.MessageId));
        tour.Is("dates", rows.Select(row => row.Envelope!.Date), TourMail.All.Select(message => (DateTimeOffset?)message.Date));
        tour.Is("from", rows.Select(row => row.Envelope!.From.ToString()), TourMail.All.Select(message => message.From.ToString()));
        tour.Is("references", rows.Select(row => string.Join(' ', row.References!)), ["", "", "alpha@example.test", ""]);
        tour.Is("headers", rows.Select(row => row.Headers![HeaderId.Subject]), TourMail.All.Select(message => message.Subject));
        tour.Is("flags", rows.Select(row => row.Flags!.Value & ~MessageFlags.Recent), [MessageFlags.Seen, MessageFlags.Seen | MessageFlags.Flagged, MessageFlags.None, MessageFlags.None]);
        tour.Is("sizes", rows.Select(row => row.Size), TourMail.All.Select(message => (uint?)TourMail.Text(message).Length));
        tour.Is("arrived", rows.Select(row => row.InternalDate!.Value.UtcDateTime), All.Select(uid => TourMail.Arrived.AddMinutes(uid.Id).UtcDateTime));
        tour.Is("parts", rows.Select(row => string.Join(' ', row.BodyParts.Select(part => $"{part.PartSpecifier}:{part.ContentType.MimeType}"))),
            [":text/plain", "1.1:text/plain 1.2:text/html 2:application/octet-stream", ":text/plain", "1:text/plain 2:message/rfc822"]);
        tour.Is("attached", rows.SelectMany(row => row.Attachments).Select(part => $"{part.FileName} {part.Octets}"), ["noté.bin 10"]);
        tour.Is("forwarded", ((BodyPartMessage)((BodyPartMultipart)rows[3].Body!).BodyParts[1]).Envelope!.Subject, "Alpha");

        tour.Is("by number", (await box.FetchAsync([1, 3], new FetchRequest(MessageSummaryItems.UniqueId))).Select(row => row.UniqueId.Id), [2u, 4u]);
        tour.Is("by range", (await box.FetchAsync(1, -1, new FetchRequest(MessageSummaryItems.UniqueId))).Select(row => row.UniqueId.Id), [2u, 3u, 4u]);
        var events = 0;
        box.MessageSummaryFetched += (_, _) => events++;
        await box.FetchAsync(0, -1, MessageSummaryItems.Flags);
        tour.Is("events", events, 4);
    }

    public static async Task Previews(FolderTour tour)
    {
        var box = await tour.OpenAsync("Previews");
        // MailKit reads the text itself where the server makes no previews.
        var rows = await box.FetchAsync(0, -1, MessageSummaryItems.PreviewText | MessageSummaryItems.UniqueId);

        tour.Is("previews", rows.Select(row => row.PreviewText), ["This is the first. It has two lines.", "Grüße aus dem Süden", "I agree.", "See below."]);
    }

    public static async Task What_only_some_know(FolderTour tour)
    {
        var box = await tour.OpenAsync("Known");
        var items = MessageSummaryItems.UniqueId;
        if (tour.Has(ImapCapabilities.CondStore))
            items |= MessageSummaryItems.ModSeq;
        if (tour.Has(ImapCapabilities.ObjectID))
            items |= MessageSummaryItems.EmailId | MessageSummaryItems.ThreadId;
        if (tour.Has(ImapCapabilities.SaveDate))
            items |= MessageSummaryItems.SaveDate;
        if (tour.Has(ImapCapabilities.GMailExt1))
            items |= MessageSummaryItems.GMailMessageId | MessageSummaryItems.GMailThreadId | MessageSummaryItems.GMailLabels;

        var rows = await box.FetchAsync(0, -1, items);

        tour.Is("mod-sequences", rows.Select(row => row.ModSeq).Distinct().Count(modSeq => modSeq > 0), tour.Has(ImapCapabilities.CondStore) ? 4 : 0);
        tour.Is("email ids", rows.Select(row => row.EmailId).Distinct().Count(id => id is not null), tour.Has(ImapCapabilities.ObjectID) ? 4 : 0);
        // The third is an answer to the first.
        tour.Is("threads", rows.Select(row => row.ThreadId).Where(id => id is not null).Distinct().Count() is 0 or 3, true);
        tour.Is("saved", rows.All(row => row.SaveDate is not null), tour.Has(ImapCapabilities.SaveDate));
        tour.Is("Gmail's ids", rows.Select(row => row.GMailMessageId).Distinct().Count(id => id is not null), tour.Has(ImapCapabilities.GMailExt1) ? 4 : 0);
        tour.Is("labels", rows.All(row => row.GMailLabels is not null), tour.Has(ImapCapabilities.GMailExt1));
        if (!tour.Has(ImapCapabilities.CondStore))
            return;

        await box.StoreAsync(2, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Flagged) { Silent = true });
        var changed = await box.FetchAsync(0, -1, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags) { ChangedSince = rows.Max(row => row.ModSeq) });
        tour.Is("changed", changed.Select(row => row.UniqueId.Id), [3u]);
        tour.Is("all changed", (await box.FetchAsync(All, new FetchRequest(MessageSummaryItems.UniqueId) { ChangedSince = 1 })).Count, 4);
    }

    public static async Task Headers_and_parts(FolderTour tour)
    {
        var box = await tour.OpenAsync("Parts");
        var rows = await box.FetchAsync(All, new FetchRequest(MessageSummaryItems.BodyStructure | MessageSummaryItems.UniqueId));
        var (text, attached) = ((BodyPart)rows[1].TextBody!, (BodyPart)rows[1].Attachments.Single());

        tour.Is("headers by uid", (await box.GetHeadersAsync(All[1])).Select(header => header.Field), TourMail.All[1].Headers.Select(header => header.Field).Concat(TourMail.All[1].Body!.Headers.Select(header => header.Field)));
        tour.Is("headers by number", (await box.GetHeadersAsync(2))[HeaderId.References], "<alpha@example.test>");
        tour.Is("of a part by uid", (await box.GetHeadersAsync(All[1], attached))[HeaderId.ContentTransferEncoding], "base64");
        tour.Is("of a part by number", (await box.GetHeadersAsync(1, text))[HeaderId.ContentType], "text/plain; charset=utf-8");
        tour.Is("of a section by uid", (await box.GetHeadersAsync(All[3], "2"))[HeaderId.ContentType], "message/rfc822");
        tour.Is("of a section by number", (await box.GetHeadersAsync(3, "1"))[HeaderId.ContentType], "text/plain; charset=utf-8");

        tour.Is("message by uid", TourMail.Text(await box.GetMessageAsync(All[3])), TourMail.Text(TourMail.All[3]));
        tour.Is("message by number", TourMail.Text(await box.GetMessageAsync(1)), TourMail.Text(TourMail.All[1]));
        var enumerated = new List<string>();
        foreach (var message in box)
            enumerated.Add(message.Subject!);
        tour.Is("enumerated", enumerated, TourMail.All.Select(message => message.Subject!));
        tour.Is("enumerable", ((IEnumerable)box).GetEnumerator().MoveNext(), true);

        tour.Is("part by uid", ((TextPart)await box.GetBodyPartAsync(All[1], text)).Text.TrimEnd(), "Grüße aus dem Süden");
        tour.Is("part by number", Decoded(await box.GetBodyPartAsync(1, attached)), "1 2 3 0 255");
        tour.Is("section by uid", ((MessagePart)await box.GetBodyPartAsync(All[3], "2")).Message!.Subject, "Alpha");
        tour.Is("section by number", ((TextPart)await box.GetBodyPartAsync(3, "1")).Text.TrimEnd(), "See below.");
    }

    public static async Task Streams(FolderTour tour)
    {
        var box = await tour.OpenAsync("Streams");
        var rows = await box.FetchAsync(All, new FetchRequest(MessageSummaryItems.BodyStructure | MessageSummaryItems.UniqueId));
        BodyPart text = rows[3].TextBody!;
        var whole = TourMail.Text(TourMail.All[3]);
        const string Part = "See below.\r\n";

        tour.Is("by uid", await ReadAsync(box.GetStreamAsync(All[3])), whole);
        tour.Is("by number", await ReadAsync(box.GetStreamAsync(3)), whole);
        tour.Is("some by uid", await ReadAsync(box.GetStreamAsync(All[3], 10, 50)), whole[10..60]);
        tour.Is("some by number", await ReadAsync(box.GetStreamAsync(3, 10, 50)), whole[10..60]);
        tour.Is("beyond the end", await ReadAsync(box.GetStreamAsync(All[3], whole.Length - 5, 50)), whole[^5..]);
        tour.Is("part by uid", await ReadAsync(box.GetStreamAsync(All[3], text)), Part);
        tour.Is("part by number", await ReadAsync(box.GetStreamAsync(3, text)), Part);
        tour.Is("some of a part by uid", await ReadAsync(box.GetStreamAsync(All[3], text, 4, 5)), "below");
        tour.Is("some of a part by number", await ReadAsync(box.GetStreamAsync(3, text, 4, 5)), "below");
        tour.Is("section by uid", await ReadAsync(box.GetStreamAsync(All[3], "2.TEXT")), TourMail.AlphaText);
        tour.Is("section by number", await ReadAsync(box.GetStreamAsync(3, "2.1")), TourMail.AlphaText);
        tour.Is("some of a section by uid", await ReadAsync(box.GetStreamAsync(All[3], "2.HEADER", 0, 5)), TourMail.Text(TourMail.Alpha())[..5]);
        tour.Is("some of a section by number", await ReadAsync(box.GetStreamAsync(3, "1.MIME", 0, 12)), "Content-Type");

        var streams = new List<string>();
        async Task KeepAsync(ImapFolder folder, int index, UniqueId uid, Stream stream, CancellationToken cancellationToken) =>
            streams.Add($"{index} {await ReadAsync(Task.FromResult(stream)) == TourMail.Text(TourMail.All[index])}");
        await box.GetStreamsAsync([All[0], All[1]], KeepAsync);
        await box.GetStreamsAsync([2], KeepAsync);
        await box.GetStreamsAsync(3, -1, KeepAsync);
        tour.Is("several", streams, ["0 True", "1 True", "2 True", "3 True"]);
    }

    private static async Task<string> ReadAsync(Task<Stream> getting)
    {
        using var reader = new StreamReader(await getting, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private static string Decoded(MimeEntity part)
    {
        using var content = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(content);
        return string.Join(' ', content.ToArray());
    }
}
