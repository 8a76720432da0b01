using ImapLab.Server.Plans;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Quirks;

/// <summary>The quirks that are on, sorted by the seam they stand at; the order in which they are listed is kept.</summary>
internal sealed class QuirkSet(IReadOnlyList<Quirk> quirks)
{
    public IReadOnlyList<Quirk> Quirks => quirks;

    public IReadOnlyList<ICommandBehavior> Command { get; } = [.. quirks.OfType<ICommandBehavior>()];

    public IReadOnlyList<IAnnounceBehavior> Announce { get; } = [.. quirks.OfType<IAnnounceBehavior>()];

    public IReadOnlyList<IReplyBehavior> Reply { get; } = [.. quirks.OfType<IReplyBehavior>()];

    public IReadOnlyList<IWireBehavior> Wire { get; } = [.. quirks.OfType<IWireBehavior>()];

    public IReadOnlyList<ILifetimeBehavior> Lifetime { get; } = [.. quirks.OfType<ILifetimeBehavior>()];

    public ServerPlan Shape(ServerPlan plan) => quirks.Aggregate(plan, (shaped, quirk) => quirk.Shape(shaped));
}

/// <summary>Switches quirks on and off while sessions run; each looks at <see cref="Current"/> once a step.</summary>
internal sealed class QuirkSwitch(IEnumerable<Quirk> quirks)
{
    private readonly Lock _gate = new();
    private volatile QuirkSet _current = new([.. quirks]);

    public QuirkSet Current => _current;

    public ServerPlan Shape(ServerPlan plan) => _current.Shape(plan);

    public QuirkSet On(Quirk quirk)
    {
        lock (_gate)
            return _current = new QuirkSet([.. _current.Quirks.Where(other => other.Id != quirk.Id), quirk]);
    }

    public QuirkSet? Off(string id)
    {
        lock (_gate)
        {
            var rest = _current.Quirks.Where(quirk => quirk.Id != id).ToList();
            return rest.Count == _current.Quirks.Count ? null : _current = new QuirkSet(rest);
        }
    }
}
