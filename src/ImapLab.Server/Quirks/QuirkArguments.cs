using System.Globalization;

namespace ImapLab.Server.Quirks;

/// <summary>The parameters of a quirk as a profile writes them.</summary>
public sealed class QuirkArguments(string id, IReadOnlyDictionary<string, string> values)
{
    public static QuirkArguments None(string id) => new(id, new Dictionary<string, string>());

    /// <exception cref="QuirkArgumentException">It is missing.</exception>
    public string Text(string name, string? fallback = null) =>
        values.GetValueOrDefault(name) ?? fallback ?? throw new QuirkArgumentException(id, name, "is missing");

    /// <exception cref="QuirkArgumentException">It is not a whole number within the bounds.</exception>
    public int Whole(string name, int? fallback, int least = 0)
    {
        if (!values.TryGetValue(name, out var text))
            return fallback ?? throw new QuirkArgumentException(id, name, "is missing");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new QuirkArgumentException(id, name, $"expects a whole number of at least {least}, found \"{text}\"");
    }

    /// <summary>A length of time, in whole seconds.</summary>
    public TimeSpan Seconds(string name, int? fallback, int least = 1) => TimeSpan.FromSeconds(Whole(name, fallback, least));

    /// <exception cref="QuirkArgumentException">It is none of the names.</exception>
    public T OneOf<T>(string name, T? fallback, params IReadOnlyList<(string Name, T Value)> choices)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (!values.TryGetValue(name, out var text))
            return fallback ?? throw new QuirkArgumentException(id, name, "is missing");
        foreach (var choice in choices)
        {
            if (choice.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return choice.Value;
        }

        throw new QuirkArgumentException(id, name, $"expects {string.Join(" or ", choices.Select(choice => choice.Name))}, found \"{text}\"");
    }
}

/// <summary>A parameter of a quirk is missing or not what is expected.</summary>
public sealed class QuirkArgumentException(string quirk, string parameter, string why) : Exception($"{quirk}: {parameter} {why}")
{
    public string Quirk => quirk;

    public string Parameter => parameter;
}
