using ImapLab.Server.Plans;

namespace ImapLab.Server.Quirks;

/// <summary>
/// A way in which a server departs from the standard, named by what it does. One that is data overrides
/// <see cref="Shape"/>; one that changes the order of events implements interfaces of <c>Seams</c>. It serves many
/// connections at once and keeps nothing itself.
/// </summary>
public abstract class Quirk
{
    /// <summary>Its name in profiles and scenarios: <c>search.not-returns-empty</c>.</summary>
    public string Id => QuirkCatalog.IdOf(GetType());

    /// <summary>The plan with this quirk in it.</summary>
    public virtual ServerPlan Shape(ServerPlan plan) => plan;
}
