using System.Globalization;
using System.Text.RegularExpressions;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.BadTrackers;

/// <summary>One look into one folder: open, list, compare.</summary>
internal sealed partial class FolderLook(ImapLines lines, string name, BadFolder folder, Vice vice, bool condstore, bool isLive, Action<string, string?, EventData> note)
{
    public async Task RunAsync()
    {
        var opened = await AskAsync($"EXAMINE \"{name}\"{(condstore ? " (CONDSTORE)" : "")}").ConfigureAwait(false);
        var count = (int)Number(opened, Exists());
        var modSeq = condstore ? Number(opened, HighestModSeq()) : 0;
        var epoch = (uint)Number(opened, UidValidity());
        if (vice == Vice.TrustsHighestModSeq && modSeq != 0 && modSeq == folder.HighestModSeq && epoch == folder.UidValidity)
            return;
        if (vice == Vice.ComparesCountsOnly && count == folder.Count && epoch == folder.UidValidity)
            return;
        var isOtherEpoch = folder.UidValidity != 0 && epoch != folder.UidValidity && vice != Vice.IgnoresUidValidity;
        var now = await ListAsync(count).ConfigureAwait(false);
        if (vice == Vice.TakesRangeForNew && folder.UidValidity == epoch)
            await NewInRangeAsync().ConfigureAwait(false);
        var messages = await IdentifyAsync(now, isOtherEpoch).ConfigureAwait(false);
        if (isOtherEpoch)
            Reset(epoch, messages);
        else
            Compare(messages);
        if (vice == Vice.TellsFlagsAsDeletedAndNew && count > 0)
            await ReadFlagsAsync(isOtherEpoch).ConfigureAwait(false);
        folder.Messages = messages;
        folder.UidValidity = epoch;
        folder.HighestModSeq = modSeq;
        folder.Count = count;
    }

    private async Task<List<string>> AskAsync(string command, bool whole = true)
    {
        var answer = await lines.CommandAsync(command).ConfigureAwait(false);
        return lines.WasCut && whole ? throw new IOException($"The connection ended in {command}.") : answer;
    }

    private async Task<List<uint>> ListAsync(int count)
    {
        if (vice == Vice.SearchesWithNot)
        {
            var found = (await AskAsync("UID SEARCH NOT DELETED").ConfigureAwait(false)).FirstOrDefault(line => line.StartsWith("* SEARCH", StringComparison.Ordinal));
            return [.. (found ?? "").Split(' ').Skip(2).Select(uid => uint.Parse(uid, CultureInfo.InvariantCulture))];
        }

        if (count == 0)
            return [];
        var rows = await AskAsync("FETCH 1:* (UID)", whole: vice != Vice.TakesCutListingForWhole).ConfigureAwait(false);
        return [.. rows.Select(row => (uint)Number([row], RowUid())).Where(uid => uid > 0)];
    }

    private async Task ReadFlagsAsync(bool isOtherEpoch)
    {
        var now = new SortedDictionary<uint, string>();
        foreach (var row in await AskAsync("FETCH 1:* (UID FLAGS)").ConfigureAwait(false))
        {
            if (Number([row], RowUid()) is > 0 and var uid && RowFlags().Match(row) is { Success: true } flags)
                now[(uint)uid] = flags.Groups[1].Value.Replace("\\Recent", "", StringComparison.Ordinal).Trim();
        }

        foreach (var (uid, flags) in now.Where(_ => !isOtherEpoch))
        {
            if (folder.Flags.GetValueOrDefault(uid, flags) == flags)
                continue;
            Deleted(uid);
            New(uid);
        }

        folder.Flags = now;
    }

    private async Task NewInRangeAsync()
    {
        var next = folder.Messages.Count == 0 ? 1 : folder.Messages.Keys.Last() + 1;
        foreach (var row in await AskAsync($"UID FETCH {next}:* (UID)").ConfigureAwait(false))
        {
            // Whatever the range brought must be new.
            if (Number([row], RowUid()) is > 0 and var uid)
                folder.Messages.Remove((uint)uid);
        }
    }

    /// <summary>Message-IDs of those that are not known by their UID.</summary>
    private async Task<SortedDictionary<uint, string>> IdentifyAsync(List<uint> uids, bool all)
    {
        var messages = new SortedDictionary<uint, string>();
        foreach (var uid in uids)
            messages[uid] = all ? "" : folder.Messages.GetValueOrDefault(uid, "");
        var unknown = messages.Where(message => message.Value.Length == 0).Select(message => message.Key).ToList();
        if (unknown.Count == 0 || lines.WasCut)
            return messages;
        foreach (var row in await AskAsync($"UID FETCH {string.Join(',', unknown)} (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])").ConfigureAwait(false))
        {
            if (Number([row], RowUid()) is > 0 and var uid && messages.ContainsKey((uint)uid) && MessageId().Match(row) is { Success: true } id)
                messages[(uint)uid] = id.Groups[1].Value;
        }

        return messages;
    }

    private void Compare(SortedDictionary<uint, string> now)
    {
        foreach (var uid in now.Keys.Except(folder.Messages.Keys))
            New(uid, IdIn(now, uid));
        // What an open view tells of deletions is believed.
        foreach (var uid in folder.Messages.Keys.Except(now.Keys).Where(_ => !isLive))
            Deleted(uid, IdIn(folder.Messages, uid));
    }

    /// <summary>Only who pairs by them has a use for Message-IDs.</summary>
    private string? IdIn(SortedDictionary<uint, string> messages, uint uid) =>
        vice == Vice.PairsAmbiguousMoves && messages.GetValueOrDefault(uid) is { Length: > 0 } id ? id : null;

    private void Reset(uint epoch, SortedDictionary<uint, string> now)
    {
        note(EventNames.MailboxReset, name, new MailboxResetData(name, name, null, new UidValidity(epoch), new UidValidity(folder.UidValidity), ResetReasons.UidValidityChange));
        if (vice == Vice.FloodsOnReset)
        {
            folder.Messages.Keys.ToList().ForEach(Deleted);
            now.Keys.ToList().ForEach(New);
            return;
        }

        var known = folder.Messages.ToLookup(message => message.Value, message => message.Key);
        foreach (var (uid, id) in now)
        {
            if (!known.Contains(id))
                New(uid);
        }

        foreach (var (uid, id) in folder.Messages)
        {
            if (!now.ContainsValue(id))
                Deleted(uid);
        }
    }

    private void New(uint uid) => New(uid, null);

    private void New(uint uid, string? messageId) => note(EventNames.MessageNew, name, new MessageNewData("", new Uid(uid)) { MessageId = messageId });

    private void Deleted(uint uid) => Deleted(uid, null);

    private void Deleted(uint uid, string? messageId) => note(EventNames.MessageDeleted, name, new MessageDeletedData("", new Uid(uid)) { MessageId = messageId });

    private static ulong Number(IEnumerable<string> answer, Regex what)
    {
        foreach (var line in answer)
        {
            if (what.Match(line) is { Success: true } match)
                return ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        return 0;
    }

    [GeneratedRegex(@"^\* (\d+) EXISTS")]
    private static partial Regex Exists();

    [GeneratedRegex(@"\[HIGHESTMODSEQ (\d+)\]")]
    private static partial Regex HighestModSeq();

    [GeneratedRegex(@"\[UIDVALIDITY (\d+)\]")]
    private static partial Regex UidValidity();

    [GeneratedRegex(@"^\* \d+ FETCH \(.*?UID (\d+)")]
    private static partial Regex RowUid();

    [GeneratedRegex(@"FLAGS \(([^)]*)\)")]
    private static partial Regex RowFlags();

    [GeneratedRegex("(<[^>]+>)")]
    private static partial Regex MessageId();
}
