using ImapLab.Profiles.Yaml;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>What is known of one kind of server, and how the fake server is to be like it.</summary>
public sealed record Profile
{
    /// <summary>Its name on the command line: that of its file.</summary>
    public required string Name { get; init; }

    /// <summary>A line for people.</summary>
    public required string Title { get; init; }

    /// <summary>When what it says was last seen; null for a server that exists on paper only.</summary>
    public DateOnly? Observed { get; init; }

    /// <summary>All about it that is data.</summary>
    public required ServerPlan Plan { get; init; }

    /// <summary>What it does otherwise than the standard, in the order in which the quirks are asked.</summary>
    public IReadOnlyList<QuirkUse> Quirks { get; init; } = [];

    /// <summary>Where the fake server is known not to be like the real one.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>Where each statement about the provider comes from.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The file that it was read from.</summary>
    public required string File { get; init; }
}

/// <summary>A quirk that a profile or a scenario asks for.</summary>
/// <param name="Id">Its name in the catalogue of quirks.</param>
/// <param name="Parameters">As written.</param>
/// <param name="Place">Where it is asked for.</param>
public sealed record QuirkUse(string Id, IReadOnlyDictionary<string, string> Parameters, YamlPlace Place)
{
    /// <summary>Where a parameter is written; the quirk's own place for one that is not.</summary>
    public IReadOnlyDictionary<string, YamlPlace> ParameterPlaces { get; init; } = new Dictionary<string, YamlPlace>();
}

/// <summary>A point in which the fake server differs from the real one.</summary>
/// <param name="Check">What would show it.</param>
public sealed record Deviation(string Check, string Reason);

/// <summary>How sure a statement is.</summary>
public enum Confidence
{
    /// <summary>Seen on the wire, by us or in a captured transcript.</summary>
    Observed,

    /// <summary>Somebody who should know says so.</summary>
    Reported,

    /// <summary>Concluded from other facts.</summary>
    Inferred,
}

/// <param name="Source">Who says so, so that a reader can look it up.</param>
public sealed record Evidence(string Fact, string Source, Confidence Confidence);
