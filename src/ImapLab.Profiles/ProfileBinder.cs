using ImapLab.Profiles.Yaml;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;

namespace ImapLab.Profiles;

/// <summary>What a server of a profile is made of. Its quirks remember nothing of another server's.</summary>
public sealed record BoundProfile(ServerPlan Plan, IReadOnlyList<Quirk> Quirks);

/// <summary>Turns what a profile says into what a server does: the only place where a provider meets a quirk.</summary>
public static class ProfileBinder
{
    /// <summary>Makes plan and quirks for one server; call it again for another.</summary>
    /// <exception cref="YamlFileException">It asks for a quirk that there is not, or in a way that the quirk does not know.</exception>
    public static BoundProfile Bind(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var errors = new YamlErrors();
        var quirks = profile.Quirks.Select(use => Bind(use, errors)).OfType<Quirk>().ToList();
        errors.ThrowIfAny();
        return new BoundProfile(profile.Plan, quirks);
    }

    /// <summary>Makes one quirk.</summary>
    /// <returns>Null, and an error at the place where it was asked for, where it cannot be made.</returns>
    public static Quirk? Bind(QuirkUse use, YamlErrors errors)
    {
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            if (QuirkCatalog.Create(use.Id, use.Parameters) is { } quirk)
                return quirk;
            errors.Add(use.Place, $"expected a quirk that there is, found \"{use.Id}\"{Words.Guess(use.Id, QuirkCatalog.All.Select(known => known.Id))}");
        }
        catch (QuirkArgumentException wrong)
        {
            errors.Add(use.ParameterPlaces.GetValueOrDefault(wrong.Parameter, use.Place), wrong.Message);
        }

        return null;
    }

    internal static void Check(Profile profile, YamlErrors errors)
    {
        foreach (var use in profile.Quirks)
            Bind(use, errors);
    }
}
