using System.Globalization;

namespace ImapLab.BadTrackers;

/// <summary>INBOX kept open, to learn of deletions by EXPUNGE; and learnt wrongly.</summary>
internal sealed class LiveView(ImapLines lines)
{
    public ImapLines Lines => lines;

    public static async Task<LiveView?> OpenAsync(Func<Task<ImapLines?>> connect)
    {
        if (await connect().ConfigureAwait(false) is not { } lines)
            return null;
        await lines.CommandAsync("EXAMINE INBOX").ConfigureAwait(false);
        return lines.WasCut ? null : new LiveView(lines);
    }

    /// <returns>False where the connection is lost.</returns>
    public async Task<bool> CatchUpAsync(BadTracker tracker)
    {
        var said = await lines.CommandAsync("NOOP").ConfigureAwait(false);
        if (lines.WasCut)
            return false;
        // The mistake: every number is looked up in the list of before, though each EXPUNGE moves those after it.
        var before = tracker.KnownInInbox.ToList();
        foreach (var words in said.Select(line => line.Split(' ')).Where(words => words is ["*", _, "EXPUNGE"]))
        {
            if (int.Parse(words[1], CultureInfo.InvariantCulture) is var number && number <= before.Count)
                tracker.ExpungedLive(before[number - 1]);
        }

        return true;
    }
}
