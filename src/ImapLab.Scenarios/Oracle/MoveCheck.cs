using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// A move is a message gone there and the same message new here. Which message it is, the journal says: two that only look
/// alike are two.
/// </summary>
internal static class MoveCheck
{
    public static IEnumerable<string> Check(WindowClaims claims, IReadOnlyList<Tale> tales)
    {
        foreach (var halves in tales.Where(tale => tale.IsMove).GroupBy(tale => tale.Index).Where(group => group.Key > 0))
        {
            var came = ClaimOf(halves, EventNames.MessageNew);
            var left = ClaimOf(halves, EventNames.MessageDeleted);
            if (came?.Message is { } here && left?.Message is { } there && here.Number != there.Number)
                yield return $"told as moved, but these are two messages: {left} and {came}";
        }

        Claim? ClaimOf(IEnumerable<Tale> halves, string kind) =>
            halves.FirstOrDefault(half => half.Kind == kind) is { } half ? claims.All.FirstOrDefault(claim => ReferenceEquals(claim.Told, half)) : null;
    }
}
