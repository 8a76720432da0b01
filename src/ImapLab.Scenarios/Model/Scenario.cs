using ImapLab.Profiles;
using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Model;

/// <summary>A story that a tracker must tell rightly: what is there at the beginning, and what happens then.</summary>
public sealed record Scenario
{
    /// <summary>Its name: that of its file.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of its file, by which reports group it.</summary>
    public required string Group { get; init; }

    /// <summary>What it is about, in a sentence.</summary>
    public required string About { get; init; }

    /// <summary>The rule that it rests on: a section of an RFC, or of the tracker's rules.</summary>
    public string? Rule { get; init; }

    /// <summary>Numbers of known bugs of real trackers that it stands for.</summary>
    public IReadOnlyList<int> Corpus { get; init; } = [];

    /// <summary>The servers that it is told on.</summary>
    public required ProfileFilter Profiles { get; init; }

    public required Given Given { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Its file.</summary>
    public required string File { get; init; }
}

/// <summary>What is there before the tracker is started.</summary>
public sealed record Given(IReadOnlyList<GivenFolder> Folders, IReadOnlyList<QuirkUse> Quirks);

/// <summary>A folder that is there from the beginning; made where the profile has none of that name or role.</summary>
/// <param name="Name">Levels parted by <c>/</c>, or a role such as <c>\Trash</c>.</param>
/// <param name="Messages">How many messages are made in it.</param>
public sealed record GivenFolder(string Name, int Messages, YamlPlace Place);
