using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Folders;

/// <summary>A place whose message is known, and that message's rank among those known before; both count from 1.</summary>
internal readonly record struct FixedPoint(int Place, int Rank);

/// <summary>Two neighbouring points and what lies between them.</summary>
internal readonly record struct Stretch(FixedPoint Low, FixedPoint High)
{
    public int Width => High.Place - Low.Place;

    /// <summary>How many of the messages known between the two are gone.</summary>
    public int Gone => High.Rank - Low.Rank - Width;

    /// <summary>Whether there are places in between that could say which ones they are.</summary>
    public bool IsOpen => Gone > 0 && Width > 1;
}

/// <summary>
/// What is known of the places that the survivors among the known messages hold. Survivors keep their order, so between
/// two places whose messages are as far apart as the places nobody is gone; and at two places side by side, whoever ranked
/// between their messages is gone for certain.
/// </summary>
internal sealed record Bisection
{
    /// <summary>Ascending, from before the first place to behind the last survivor's.</summary>
    private readonly IReadOnlyList<FixedPoint> _points;

    private Bisection(IReadOnlyList<FixedPoint> points, UidSequence arrived, int tail)
    {
        _points = points;
        Arrived = arrived;
        Tail = tail;
    }

    /// <summary>The messages behind the survivors, first to last, as far as their UIDs are known.</summary>
    public UidSequence Arrived { get; }

    /// <summary>How many messages came behind those, unknown.</summary>
    public int Tail { get; }

    /// <summary>What one full listing would cost, in bytes.</summary>
    public required long ListingCost { get; init; }

    /// <summary>What has been asked and answered so far, in bytes.</summary>
    public long Spent { get; init; }

    /// <summary>Whether nobody stands behind the last survivor but those who arrived. Until then, only the count says so.</summary>
    public bool IsClosed { get; init; }

    public int Survivors => _points[^1].Place - 1;

    /// <summary>How many of the known messages are gone.</summary>
    public int Deleted => _points[^1].Rank - _points[^1].Place;

    /// <summary>Whether the last survivor is known, and with it that no fewer are gone than was thought.</summary>
    public bool IsBounded => Survivors == _points[^2].Place;

    /// <summary>Where the last survivor stands, once it is known.</summary>
    public FixedPoint LastSurvivor => _points[^2];

    public int Count => Survivors + Arrived.Count + Tail;

    public IEnumerable<Stretch> Stretches
    {
        get
        {
            for (var at = 1; at < _points.Count; at++)
                yield return new Stretch(_points[at - 1], _points[at]);
        }
    }

    /// <summary>Begins with nothing but the numbers.</summary>
    public static Bisection Of(int known, int deleted, UidSequence arrived, long listingCost) =>
        new([new FixedPoint(0, 0), new FixedPoint(known - deleted + 1, known + 1)], arrived, 0) { ListingCost = listingCost };

    /// <summary>Takes in which messages hold some places.</summary>
    /// <param name="ascending">The points, by place, each place once.</param>
    /// <returns>Null where survivors would not keep their order: then some number was wrong.</returns>
    public Bisection? With(IReadOnlyList<FixedPoint> ascending)
    {
        var points = new List<FixedPoint>(_points.Count + ascending.Count);
        var next = 0;
        foreach (var old in _points)
        {
            for (; next < ascending.Count && ascending[next].Place < old.Place; next++)
                points.Add(ascending[next]);
            if (next < ascending.Count && ascending[next].Place == old.Place && ascending[next++] != old)
                return null;
            points.Add(old);
        }

        var isClosed = IsClosed || (next > 0 && ascending[next - 1] == _points[^1]);
        var isOrdered = next == ascending.Count && points.Zip(points.Skip(1)).All(pair => new Stretch(pair.First, pair.Second).Gone >= 0);
        return isOrdered ? Moved(points, Arrived, Tail) with { IsClosed = isClosed } : null;
    }

    /// <summary>Follows what was told unasked, in its order.</summary>
    /// <returns>Null where it cannot be.</returns>
    public Bisection? Follow(IReadOnlyList<ViewChange> changes, UidValidity epoch)
    {
        var followed = this;
        foreach (var change in changes)
        {
            switch (change)
            {
                case ViewChange.Exists exists when exists.Count >= followed.Count && exists.Count <= int.MaxValue:
                    followed = followed.Moved(followed._points, followed.Arrived, followed.Tail + (int)exists.Count - followed.Count);
                    break;
                case ViewChange.Expunged gone when gone.Place >= 1 && gone.Place <= followed.Count:
                    followed = followed.Expunge((int)gone.Place);
                    break;
                case ViewChange.EpochTold told when told.UidValidity == epoch:
                    break;
                default:
                    return null;
            }
        }

        return followed;
    }

    /// <summary>The known messages that are gone for certain.</summary>
    public UidSequence FindGone(UidSequence known)
    {
        var gone = new UidSequence();
        foreach (var stretch in Stretches.Where(stretch => stretch.Gone > 0 && !stretch.IsOpen))
        {
            for (var rank = stretch.Low.Rank + 1; rank < stretch.High.Rank; rank++)
                gone.Append(known[rank - 1]);
        }

        return gone;
    }

    private Bisection Expunge(int place)
    {
        if (place > Survivors + Arrived.Count)
            return Moved(_points, Arrived, Tail - 1);
        if (place > Survivors)
        {
            return Moved(_points, Arrived.Without([Arrived[place - Survivors - 1]]), Tail);
        }

        // Where the neighbours are known, so is the one between them; elsewhere its stretch lacks one more.
        var (below, above) = (RankAt(place - 1), RankAt(place + 1));
        var points = _points
            .Where(point => point.Place != place)
            .Select(point => point.Place > place ? point with { Place = point.Place - 1 } : point);
        if (below is { } lower)
            points = points.Append(new FixedPoint(place - 1, lower));
        if (above is { } upper)
            points = points.Append(new FixedPoint(place, upper));
        return Moved([.. points.Distinct().OrderBy(point => point.Place)], Arrived, Tail);
    }

    private int? RankAt(int place)
    {
        foreach (var stretch in Stretches)
        {
            if (place == stretch.Low.Place)
                return stretch.Low.Rank;
            if (place == stretch.High.Place)
                return stretch.High.Rank;
            if (place > stretch.Low.Place && place < stretch.High.Place)
                return stretch.Gone == 0 ? stretch.Low.Rank + place - stretch.Low.Place : null;
        }

        return null;
    }

    private Bisection Moved(IReadOnlyList<FixedPoint> points, UidSequence arrived, int tail) =>
        new(points, arrived, tail) { ListingCost = ListingCost, Spent = Spent, IsClosed = IsClosed };
}
