using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>Holds what was told of a stretch of time against what happened in it.</summary>
internal static class WindowJudge
{
    /// <summary>Told about the connection or the tracker itself: nothing in the mail proves or disproves them.</summary>
    private static readonly string[] Asides =
    [
        EventNames.ConnectError, EventNames.SyncWarning, EventNames.AuthenticationError, EventNames.AccountInitialized, EventNames.MassDeletion,
    ];

    /// <summary>All that is wrong, one sentence each; empty where nothing is.</summary>
    public static IReadOnlyList<string> Judge(WindowClaims claims, PlacementLog log, IReadOnlyList<Tale> tales)
    {
        var wrong = new List<string>();
        foreach (var tale in tales.Where(tale => !Asides.Contains(tale.Kind) && tale.Kind != EventNames.MailboxReset))
        {
            if (claims.Take(tale) is null && Unfounded(tale, claims, log) is { } why)
                wrong.Add(why);
        }

        wrong.AddRange(Missing(claims));
        wrong.AddRange(Resets(claims, log, tales));
        wrong.AddRange(Order(claims));
        wrong.AddRange(MoveCheck.Check(claims, tales));
        return wrong;
    }

    /// <summary>Whether a kind of event is about mail, and so is the truth's to judge.</summary>
    public static bool IsAboutMail(string kind) => !Asides.Contains(kind);

    private static string? Unfounded(Tale tale, WindowClaims claims, PlacementLog log)
    {
        if (claims.All.Any(claim => claim.Told is not null && claim.Fits(tale) > 0))
            return $"told twice: {tale}";
        var places = log.All.Where(place => place.Path == tale.Path && (tale.Uid is { } uid ? place.Uid == uid.Value : place.Message.Number == tale.Message)).ToList();
        switch (tale.Kind)
        {
            case EventNames.MessageUpdated when places.Count > 0:
                return null;
            case EventNames.MessageNew when places.Any(place => place.Arrived == 0):
                return $"told as new, but it was there before: {Named(tale, places)}";
            case EventNames.MessageNew when places.Count > 0:
                return $"told as new, but it is known under another identity: {Named(tale, places)}";
            case EventNames.MessageDeleted when places.Any(place => place.Gone is null):
                return $"told as deleted, but it is still there: {Named(tale, places)}";
            case EventNames.MessageDeleted when places.Count > 0:
                return $"told as deleted, but it was not expunged: {Named(tale, places)}";
            case EventNames.MailboxDeleted when log.FoldersAt(tale.Path ?? "").Any():
                return $"told as deleted, but the folder is still there: {tale}";
            case EventNames.MailboxNew when log.FoldersAt(tale.Path ?? "").Any():
                return $"told as new, but the folder was there before: {tale}";
            default:
                return $"invented: {tale}";
        }
    }

    private static string Named(Tale tale, List<Placement> places) => $"{tale} (message {places[^1].Message.Number})";

    private static IEnumerable<string> Missing(WindowClaims claims)
    {
        foreach (var claim in claims.All.Where(claim => claim.Told is null && claim.Required))
            yield return $"missing: {claim}";
        foreach (var claim in claims.All.Where(claim => claim.Undoes is { Told: not null } && claim.Told is null))
        {
            yield return claim.Kind == EventNames.MessageDeleted
                ? $"told as new and never as deleted, though it is gone: {claim}"
                : $"told as deleted and never as new, though it is back: {claim}";
        }

        foreach (var claim in claims.All.Where(claim => claim.Undoes is { Told: null } && claim.Told is not null))
        {
            yield return claim.Kind == EventNames.MessageDeleted
                ? $"told as deleted, but never as new: {claim}"
                : $"told as new, but it was there before: {claim}";
        }
    }

    private static IEnumerable<string> Resets(WindowClaims claims, PlacementLog log, IReadOnlyList<Tale> tales)
    {
        var told = tales.Where(tale => tale.Kind == EventNames.MailboxReset).ToLookup(tale => tale.Path ?? "");
        foreach (var path in told.Select(group => group.Key).Where(path => !claims.Resets.ContainsKey(path)))
        {
            // Epochs that came and went again between two looks may be told; a reset where there was none may not.
            if (log.FoldersAt(path).Select(folder => folder.Epoch).Distinct().Count() < 2)
                yield return $"told as reset, but UIDVALIDITY is what it was: {told[path].First()}";
        }

        foreach (var (path, (from, to)) in claims.Resets)
        {
            var epochs = log.FoldersAt(path).Select(folder => folder.Epoch).ToHashSet();
            var now = from;
            foreach (var tale in told[path])
            {
                // A first look that was interrupted may have begun in any of them.
                if (tale.From is { } before && before != now && !(claims.IsBaseline && epochs.Contains(before)))
                    yield return $"wrong epoch: {tale}; it was {now}";
                now = tale.To ?? to;
                if (!epochs.Contains(now))
                    yield return $"wrong epoch: {tale}; there never was such a UIDVALIDITY";
            }

            var isTold = told[path].Any();
            if (now != to && (isTold || !claims.IsBaseline))
                yield return $"missing: mailboxReset {path} uidvalidity {now} to {to}";
            else if (isTold && told[path].Count() >= epochs.Count)
                yield return $"told twice: mailboxReset {path}";
        }
    }

    /// <summary>
    /// Within a folder, new before deleted: a message that came before another went is not told after it. A move that is
    /// told as one keeps its message in sight, so it may be told when both its halves are known.
    /// </summary>
    private static IEnumerable<string> Order(WindowClaims claims)
    {
        var told = claims.All.Where(claim => claim is { Told: not null, Message: not null }).ToList();
        foreach (var gone in told.Where(claim => claim is { Kind: EventNames.MessageDeleted, Told.IsMove: false }))
        {
            var late = told.Find(claim =>
                claim.Kind == EventNames.MessageNew && claim.Path == gone.Path && claim.Told!.Index > gone.Told!.Index
                && claim.Happened > 0 && claim.Happened < gone.Happened && claim.Happened <= gone.Told.ToldAt);
            if (late is not null)
                yield return $"out of order: {gone} was told before {late}, which came first";
        }
    }
}
