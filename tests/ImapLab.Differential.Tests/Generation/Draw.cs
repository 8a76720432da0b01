namespace ImapLab.Differential.Tests.Generation;

/// <summary>Chance, from a seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => _random.Next(count);

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public T Weighted<T>(IReadOnlyList<(int Weight, T Value)> choices)
    {
        var at = _random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (weight, value) in choices)
        {
            if ((at -= weight) < 0)
                return value;
        }

        return choices[^1].Value;
    }

    /// <summary>One to <paramref name="most"/> different ones, in any order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> choices, int most) => [.. choices.OrderBy(_ => _random.Next()).Take(Between(1, Math.Min(most, choices.Count)))];
}
