using ImapLab.Profiles.Yaml;
using ImapLab.Scenarios.Oracle;

namespace ImapLab.Scenarios.Model;

/// <summary>What a scenario says of a stretch of the run, and the stretch.</summary>
/// <param name="Expected">What must have been told since the last such expectation, no more and no less.</param>
/// <param name="FromOrdinal">The stretch's bounds, by the account's changes.</param>
/// <param name="FromEvents">Its bounds by what was told.</param>
internal sealed record Expectation(
    IReadOnlyList<Tale> Expected, YamlPlace Place, long FromOrdinal, long ToOrdinal, int FromEvents, int ToEvents)
{
    /// <summary>
    /// Folders of which the scenario says nothing: they show messages of other folders as well, and the expectation names none of their events. What is told
    /// of them is the oracle's to judge.
    /// </summary>
    public IReadOnlySet<string> LeftOut { get; init; } = new HashSet<string>();
}
