using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Folders;

/// <summary>
/// Which places to ask for next, and whether that is worth it. A stretch is parted in as many parts as make its end
/// cheapest: more parts cost bytes, fewer cost round trips.
/// </summary>
internal sealed class BisectPlan
{
    /// <summary>Servers refuse long command lines; 8,000 bytes are safe (RFC 7162 section 4).</summary>
    private const int MostPlaces = 800;

    private readonly List<Stretch> _open;
    private readonly Bisection _bisection;
    private readonly LookLimits _limits;
    private readonly int _probeCost;

    public BisectPlan(Bisection bisection, Uid highest, LookLimits limits)
    {
        _bisection = bisection;
        _limits = limits;
        _open = [.. bisection.Stretches.Where(stretch => stretch.IsOpen)];
        _probeCost = WireCost.Probe(bisection.Survivors, highest);
        Places = [.. ChoosePlaces()];
    }

    /// <summary>The places to ask for, ascending; none where all is decided.</summary>
    public IReadOnlyList<Msn> Places { get; }

    /// <summary>What asking for them costs.</summary>
    public long Cost => WireCost.Command + ((long)Places.Count * _probeCost);

    /// <summary>
    /// Whether to go on: either all of it costs at most a tenth more than a listing even where the deletions lie as badly as
    /// they can, or what is spent in vain is at most that tenth.
    /// </summary>
    public bool IsWorthIt =>
        _bisection.Spent + Worst() <= _bisection.ListingCost + Tenth || _bisection.Spent + Cost <= Tenth;

    private long Tenth => _bisection.ListingCost / 10;

    private IEnumerable<Msn> ChoosePlaces()
    {
        var chosen = new SortedSet<int>();
        // The last survivor, and the first arrival behind it, tell at once whether the number of deletions is right.
        if (!_bisection.IsBounded)
            chosen.Add(_bisection.Survivors);
        if (!_bisection.IsClosed && _bisection.Arrived.Count > 0)
            chosen.Add(_bisection.Survivors + 1);
        foreach (var stretch in _open)
        {
            var parts = PartsOf(stretch);
            for (var part = 1; part < parts && chosen.Count < MostPlaces; part++)
                chosen.Add(stretch.Low.Place + (int)((long)stretch.Width * part / parts));
        }

        return chosen.Select(place => new Msn(place));
    }

    /// <summary>In how many parts a stretch is parted, so that each round parts it alike.</summary>
    private int PartsOf(Stretch stretch)
    {
        var best = 2;
        var bestCost = double.MaxValue;
        for (var rounds = 1; rounds <= 32; rounds++)
        {
            var parts = Math.Max(2, (int)Math.Ceiling(Math.Pow(stretch.Width, 1.0 / rounds) - 1e-9));
            var cost = rounds * ((_limits.RoundTripCost + WireCost.Command) + ((double)_open.Count * (parts - 1) * _probeCost));
            if (cost < bestCost)
                (best, bestCost) = (parts, cost);
            if (parts == 2)
                break;
        }

        return Math.Min(best, stretch.Width);
    }

    /// <summary>The most that all further rounds can cost: every deletion in a part of its own as long as there are parts.</summary>
    private long Worst()
    {
        var cost = 0L;
        var rounds = 0;
        foreach (var stretch in _open)
        {
            var parts = PartsOf(stretch);
            var (probes, level) = (0L, 0);
            var dirty = 1L;
            for (var width = (double)stretch.Width; width > 1; width /= parts, level++)
            {
                probes += dirty * (parts - 1);
                dirty = Math.Min(stretch.Gone, dirty * parts);
            }

            cost += Math.Min(probes, stretch.Width - 1) * _probeCost;
            rounds = Math.Max(rounds, level);
        }

        var commands = rounds + (cost / ((long)MostPlaces * _probeCost));
        return cost + (commands * WireCost.Command);
    }
}
