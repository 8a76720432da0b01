using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Accounts;

/// <summary>
/// Asks what messages are, with a bounded number of attempts: together, then each by itself, then without what the
/// server must open the message for. One that still cannot be described is left out of the answer.
/// </summary>
internal sealed class MessageReader(IMailboxSource source, Desk desk, int folderNumber)
{
    private int Limit => desk.Options.MessageAttempts;

    /// <summary>The descriptions that could be had.</summary>
    /// <param name="uids">The messages, ascending.</param>
    /// <param name="detail">How much is wanted.</param>
    /// <param name="isThere">Whether a message is still in the folder's view; called after each answer.</param>
    /// <param name="cancellationToken">Ends the connection when it is used.</param>
    /// <exception cref="SourceException">
    /// The connection is gone, or the server refuses for the moment. What was asked counts as tried.
    /// </exception>
    public async Task<IReadOnlyDictionary<Uid, MessageSummary>> ReadAsync(
        IReadOnlyList<Uid> uids,
        SummaryDetail detail,
        Func<Uid, bool> isThere,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<Uid, MessageSummary>();
        var unsuspected = uids.Where(uid => desk.Suspects.FailuresOf(folderNumber, uid) == 0).ToList();
        if (unsuspected.Count > 0)
            await AskAsync(unsuspected, detail, found, cancellationToken).ConfigureAwait(false);

        foreach (var uid in uids)
        {
            while (!found.ContainsKey(uid) && isThere(uid) && desk.Suspects.FailuresOf(folderNumber, uid) is var failures && failures < Limit)
            {
                // A server that shows no row for a message may have an EXPUNGE in hand that it could not tell yet.
                if (failures > 0)
                    await source.NoopAsync(cancellationToken).ConfigureAwait(false);
                if (isThere(uid))
                    await AskAsync([uid], failures >= Limit - 1 ? SummaryDetail.Bare : detail, found, cancellationToken).ConfigureAwait(false);
            }
        }

        // Only those of which all was asked say what they answer.
        if (detail == SummaryDetail.Full)
        {
            foreach (var uid in uids.Where(found.ContainsKey))
                found[uid] = found[uid] with { ThreadId = desk.Threads.Of(found[uid]) };
        }

        return found;
    }

    private async Task AskAsync(
        IReadOnlyList<Uid> uids,
        SummaryDetail detail,
        Dictionary<Uid, MessageSummary> found,
        CancellationToken cancellationToken)
    {
        desk.Suspects.Accuse(folderNumber, uids);
        try
        {
            foreach (var summary in await source.FetchAsync(uids, detail, cancellationToken).ConfigureAwait(false))
                found[summary.Uid] = summary;
        }
        catch (SourceException refused) when (refused.Fault == SourceFault.Refused)
        {
            // Each is asked for by itself next.
        }
        catch (SourceException passing) when (passing.Fault == SourceFault.RefusedForNow)
        {
            // The server's moment, not the message's fault.
            desk.Suspects.Acquit(folderNumber, uids);
            throw;
        }

        desk.Suspects.Acquit(folderNumber, uids.Where(found.ContainsKey));
    }
}
