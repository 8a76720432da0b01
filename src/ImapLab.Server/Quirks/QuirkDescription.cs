namespace ImapLab.Server.Quirks;

/// <summary>What a person should know of a quirk.</summary>
/// <param name="Id">Its name in profiles and scenarios.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Standard">What the standard asks, with the section.</param>
/// <param name="Seen">What is seen instead, where, and how sure that is.</param>
/// <param name="Noticed">Whether and how a tracker can notice.</param>
public sealed record QuirkDescription(string Id, string Summary, string Standard, string Seen, string Noticed)
{
    public IReadOnlyList<QuirkParameter> Parameters { get; init; } = [];
}

/// <param name="Default">As it would be written in a profile; null where it must be given.</param>
/// <param name="Kind">What is expected, in words: <c>a number of seconds</c>.</param>
public sealed record QuirkParameter(string Name, string Kind, string? Default);
