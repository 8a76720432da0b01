using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Model;

/// <summary>A scenario that asks for what cannot be, or expects what is not true. It says nothing of the tracker.</summary>
public sealed class ScenarioException(YamlPlace place, string message) : Exception($"{place}: {message}")
{
    public YamlPlace Place => place;
}
