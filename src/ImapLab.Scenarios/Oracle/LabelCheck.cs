using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// Holds what was told of labels against where the message is. A label is a folder: the journal of each says what it
/// holds, and a message that is in none is destroyed.
/// </summary>
internal static class LabelCheck
{
    /// <summary>System labels by what their folder is for, as X-GM-EXT-1 calls them.</summary>
    private static readonly Dictionary<string, FolderRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\Inbox"] = FolderRole.Inbox,
        ["\\Sent"] = FolderRole.Sent,
        ["\\Important"] = FolderRole.Important,
        ["\\Starred"] = FolderRole.Flagged,
        ["\\Draft"] = FolderRole.Drafts,
        ["\\Trash"] = FolderRole.Trash,
        ["\\Spam"] = FolderRole.Junk,
    };

    public static IEnumerable<string> Check(Picture after, PlacementLog log, IReadOnlyList<Tale> tales)
    {
        foreach (var tale in tales)
        {
            var places = log.All.Where(place => place.Path == tale.Path && tale.Uid is { } uid && place.Uid == uid.Value).ToList();
            if (places.Count == 0)
                continue;
            var number = places[^1].Message.Number;
            var isSomewhere = after.Folders.Any(folder => folder.Messages.Values.Any(message => message.Number == number));
            if (tale.Destroyed == true && isSomewhere)
                yield return $"told as destroyed, but it is still in the account: {tale} (message {number})";
            if (tale.Destroyed == false && !isSomewhere && !WasElsewhere(log, places[^1]))
                yield return $"told as still in the account, but it is nowhere: {tale} (message {number})";
            foreach (var label in tale.Labels ?? NameSet.Empty)
            {
                if (!log.All.Any(place => place.Message.Number == number && IsFolderOf(label, place, after)))
                    yield return $"told with a label that it never had: {tale} {label}";
            }
        }
    }

    /// <summary>Whether it was in another folder after it left this one: so it was no lie when it was told.</summary>
    private static bool WasElsewhere(PlacementLog log, Placement left) =>
        log.All.Any(place => place.Message.Number == left.Message.Number && place != left && (place.Gone ?? long.MaxValue) > left.Gone);

    private static bool IsFolderOf(string label, Placement place, Picture after) =>
        Roles.TryGetValue(label, out var role) ? after.Find(place.Mailbox)?.Role == role : place.Path == new MailboxName(label).Text;
}
