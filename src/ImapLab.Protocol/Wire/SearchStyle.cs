namespace ImapLab.Protocol.Wire;

/// <summary>How a server spells what it says to searches.</summary>
public sealed record SearchStyle
{
    public static readonly SearchStyle Plain = new();

    /// <summary>In which order ESEARCH tells what was asked.</summary>
    public IReadOnlyList<EsearchItem> Order { get; init; } =
        [EsearchItem.Min, EsearchItem.Max, EsearchItem.Count, EsearchItem.All, EsearchItem.Partial, EsearchItem.ModSeq];

    /// <summary>BADCHARSET names the charsets that would do (RFC 9051 section 7.1).</summary>
    public bool BadCharsetNamesOthers { get; init; } = true;
}
