namespace ImapLab.Server.Quirks;

/// <summary>What <see cref="QuirkCatalog"/> needs of each quirk.</summary>
public interface IDescribedQuirk
{
    static abstract QuirkDescription Description { get; }

    /// <exception cref="QuirkArgumentException">A parameter is missing or not what is expected.</exception>
    static abstract Quirk Create(QuirkArguments arguments);
}
