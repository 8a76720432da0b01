using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Folders;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Marks;

/// <summary>
/// Reads which flags and labels changed in an open folder. With CONDSTORE the server says which messages changed since a
/// mod-sequence (RFC 7162 section 3.1.4.1), and that costs next to nothing; without it, the flags of the newest messages
/// are read again and again, which is done only where it is asked for.
/// </summary>
internal sealed class FlagLook(Desk desk, IMailboxSource source)
{
    /// <summary>Whether flags are followed in a folder that says this of its mod-sequences.</summary>
    public static bool Follows(TrackerOptions options, Counters opened) => options.Flags switch
    {
        FlagTelling.Never => false,
        FlagTelling.Cheap => opened.HighestModSeq is not null,
        _ => true,
    };

    /// <summary>Whether counters let it be that flags changed since they were read last.</summary>
    public static bool MayHaveChanged(TrackerOptions options, FolderRecord record, Counters seen) =>
        Follows(options, seen) && (seen.HighestModSeq is not { } now || record.FlagsAt is not { } then || now != then);

    /// <summary>The change of the store and the events that follow from what the server says now.</summary>
    /// <param name="record">The folder as it is stored.</param>
    /// <param name="state">The folder as it is known; its mod-sequence is from before this question.</param>
    /// <param name="isSilent">Whether nothing is told yet.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    public async Task<(FolderChange Change, IReadOnlyList<Tiding> Tidings)> ReadAsync(
        FolderRecord record,
        FolderState state,
        bool isSilent,
        CancellationToken cancellationToken)
    {
        // A mod-sequence that went down says nothing of what changed since: then all is read again.
        var now = state.Opened.HighestModSeq;
        var since = record.FlagsAt is { } then && now is not null && then <= now ? record.FlagsAt : null;
        var known = state.View!.Known;
        var from = since is not null || now is not null || known.Count <= desk.Options.FlagWindow ? new Uid(1) : known[known.Count - desk.Options.FlagWindow];
        // QRESYNC has told it already.
        var rows = since is not null && since == state.MarkedSince && !source.Features.Labels
            ? state.Marked
            : await source.FetchMarksAsync(from, since, cancellationToken).ConfigureAwait(false);
        var there = rows.Where(row => state.Baseline.Contains(row.Uid)).ToList();
        var before = desk.Book.Store.LoadMarks(record.Number, [.. there.Select(row => row.Uid)]);
        var marked = new List<MarkedMessage>();
        var tidings = new List<Tiding>();
        foreach (var (uid, marks) in there)
        {
            var old = before.GetValueOrDefault(uid);
            var merged = Merge(old, marks);
            if (merged == old)
                continue;
            marked.Add(new MarkedMessage(uid, merged));
            if (!isSilent && Updated(record, uid, old, merged) is { } update)
                tidings.Add(new Tiding(EventNames.MessageUpdated, record, update));
        }

        return (new FolderChange(record with { FlagsAt = now ?? record.FlagsAt }) { Marked = marked }, tidings);
    }

    /// <summary>The marks of a message as it was described.</summary>
    public static MarkedMessage MarksOf(MessageSummary message) => new(message.Uid, new MessageMarks(message.Flags, message.Labels));

    /// <summary>What is told of a change; null where it is none, or where nobody knows what was before.</summary>
    public static MessageUpdatedData? Updated(FolderRecord record, Uid uid, MessageMarks? before, MessageMarks now)
    {
        var flags = Between(before?.Flags, now.Flags);
        var labels = Between(before?.Labels, now.Labels);
        return flags is null && labels is null ? null : new MessageUpdatedData(MessageKey.Encode(record.Number, uid), uid) { Flags = flags, Labels = labels };
    }

    private static NameChange? Between(NameSet? before, NameSet? now) =>
        before is not null && now is not null ? NameChange.Between(before, now) : null;

    /// <summary>What an answer leaves out stays as it was.</summary>
    private static MessageMarks Merge(MessageMarks? before, MessageMarks now) => new(now.Flags ?? before?.Flags, now.Labels ?? before?.Labels);
}
