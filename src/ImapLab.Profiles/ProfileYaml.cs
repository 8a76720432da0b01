using System.Text.RegularExpressions;
using ImapLab.Profiles.Yaml;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>Reads profile files. All errors of a file are found in one go.</summary>
public static partial class ProfileYaml
{
    private static readonly string[] Keys =
    [
        "profile", "title", "observed", "extends", "greeting", "capabilities", "id", "namespaces", "folders", "quota", "metadata", "semantics", "limits", "style",
        "quirks", "stubs", "deviations", "evidence",
    ];

    /// <summary>Reads a profile from disk, and those that it extends.</summary>
    /// <param name="find">Gives the file of a profile's name, for <c>extends</c>; null where there is none.</param>
    /// <exception cref="YamlFileException">It is not a profile, or asks for what the server cannot do.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Profile Load(string path, Func<string, string?> find)
    {
        var errors = new YamlErrors();
        var root = YamlFile.Load(path, errors);
        return Finish(path, root, find, errors);
    }

    /// <summary>Reads a profile from text.</summary>
    /// <inheritdoc cref="Load"/>
    public static Profile Parse(string file, string text, Func<string, string?> find)
    {
        var errors = new YamlErrors();
        return Finish(file, YamlFile.Parse(file, text, errors), find, errors);
    }

    private static Profile Finish(string file, YamlNode? root, Func<string, string?> find, YamlErrors errors)
    {
        var profile = root is null ? null : Read(file, root, find, errors);
        if (profile is not null && errors.Count == 0)
            ProfileBinder.Check(profile, errors);
        errors.ThrowIfAny();
        return profile ?? throw new InvalidOperationException($"{file} gave neither a profile nor an error.");
    }

    private static Profile? Read(string file, YamlNode root, Func<string, string?> find, YamlErrors errors)
    {
        if (root.Map("a profile", Keys) is not { } own)
            return null;
        var name = own.Required("profile", "its name")?.Text();
        if (name is not null && !NamePattern().IsMatch(name))
            own.Optional("profile")!.Reject("a name of small letters, digits and hyphens");
        var title = own.Required("title", "a line for people")?.Text();
        var map = ProfileHeritage.Merge(own, find, errors);
        var capabilities = ProfileParts.Capabilities(map.Required("capabilities", "what the server says it can do"));
        var limits = ProfileLimits.Read(map.Optional("limits"));
        var style = ProfileStyle.Read(map.Optional("style"));
        var plan = new ServerPlan
        {
            Greeting = map.Required("greeting", "the text of the greeting")?.Line() ?? "",
            Capabilities = capabilities,
            Id = ProfileParts.Id(map.Optional("id")),
            Metadata = ProfileMetadata.Read(map.Optional("metadata")),
            Quotas = ProfileQuota.Read(map.Optional("quota")),
            Semantics = ProfileParts.Semantics(map.Optional("semantics")),
            Limits = limits.Plan,
            Style = style.Wire,
        };
        plan = style.TokenScope is { } scope ? plan with { TokenScope = scope } : plan;
        plan = style.LoginRefusal is { } refusal ? plan with { LoginRefusal = refusal } : plan;
        plan = ProfileFolders.Namespaces(map.Optional("namespaces"), plan);
        plan = ProfileFolders.Folders(map.Optional("folders"), plan);
        if (plan.Contradiction is { } contradiction)
            map.Errors.Add(map.Place, $"expected a profile that does not contradict itself: {contradiction}");
        var profile = new Profile
        {
            Name = name ?? "",
            Title = title ?? "",
            Observed = map.Optional("observed")?.Date(),
            Plan = plan,
            Quirks = [.. ProfileParts.Quirks(map.Optional("quirks")), .. limits.Quirks, .. ProfileParts.Stubs(map.Optional("stubs"))],
            Deviations = ProfileParts.Deviations(map.Optional("deviations")),
            Evidence = ProfileParts.Evidence(map.Required("evidence", "where its statements come from")),
            File = file,
        };
        return profile;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();
}
