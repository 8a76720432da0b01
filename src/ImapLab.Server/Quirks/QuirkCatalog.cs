namespace ImapLab.Server.Quirks;

/// <summary>Every quirk there is. Profiles and scenarios name them by id.</summary>
public static class QuirkCatalog
{
    private static readonly Entry[] Entries =
    [
        Of<InboxSpelled>(),
        Of<RoleWithoutAttribute>(),
        Of<RoleFoldersNamed>(),
        Of<SearchNotReturnsEmpty>(),
        Of<SearchNotIgnored>(),
        Of<RangeAboveLastIsEmpty>(),
        Of<ExpungeInBursts>(),
        Of<IdleWithoutExpunge>(),
        Of<ExpungeKeepsHighestModSeq>(),
        Of<NewEpochOnLogin>(),
        Of<ClosesAfterLogin>(),
        Of<ConnectionLimit>(),
        Of<BanAfterUse>(),
        Of<CannedReply>(),
        Of<CutAtReply>(),
        Of<CutAtByte>(),
        Of<SlicedWrites>(),
    ];

    public static IReadOnlyList<QuirkDescription> All { get; } = [.. Entries.Select(entry => entry.Description)];

    /// <summary>Makes a quirk.</summary>
    /// <returns>Null where there is none of that id.</returns>
    /// <exception cref="QuirkArgumentException">A parameter is missing, unknown, or not what is expected.</exception>
    public static Quirk? Create(string id, IReadOnlyDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (Array.Find(Entries, entry => entry.Description.Id == id) is not { } found)
            return null;
        foreach (var name in parameters.Keys)
        {
            if (found.Description.Parameters.All(parameter => parameter.Name != name))
            {
                var known = found.Description.Parameters.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", found.Description.Parameters.Select(parameter => parameter.Name))}";
                throw new QuirkArgumentException(id, name, $"is not a parameter of this quirk; {known}");
            }
        }

        return found.Create(new QuirkArguments(id, parameters));
    }

    internal static string IdOf(Type quirk) =>
        Array.Find(Entries, entry => entry.Type == quirk)?.Description.Id
        ?? throw new InvalidOperationException($"{quirk.Name} is not in the catalogue of quirks.");

    private static Entry Of<T>()
        where T : Quirk, IDescribedQuirk => new(typeof(T), T.Description, T.Create);

    private sealed record Entry(Type Type, QuirkDescription Description, Func<QuirkArguments, Quirk> Create);
}
