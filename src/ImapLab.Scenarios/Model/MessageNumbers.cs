using ImapLab.Profiles.Yaml;

namespace ImapLab.Scenarios.Model;

/// <summary>Messages by their numbers, the order in which the scenario made them; or all that a folder holds.</summary>
/// <param name="Place">Where they are named.</param>
internal sealed record MessageNumbers(IReadOnlyList<int> Numbers, bool IsAll, YamlPlace Place)
{
    private const int Most = 100_000;

    /// <summary>Reads <c>all</c>, a number, a range such as <c>4-6</c>, or a list of numbers and ranges.</summary>
    public static MessageNumbers? Read(YamlNode? node)
    {
        if (node is null)
            return null;
        if (node is YamlScalar { Value: "all" })
            return new MessageNumbers([], true, node.Place);
        var numbers = new List<int>();
        IReadOnlyList<YamlNode> items = node is YamlList list ? list.Values : [node];
        foreach (var item in items)
        {
            if (item is YamlScalar scalar && Range(scalar.Value) is { } range && numbers.Count + range.To - range.From < Most)
                numbers.AddRange(Enumerable.Range(range.From, range.To - range.From + 1));
            else
                item.Reject("messages: a number, a range such as 4-6, a list of these, or all");
        }

        if (numbers.Count == 0)
            node.Reject("at least one message");
        return new MessageNumbers(numbers, false, node.Place);
    }

    public override string ToString() => IsAll ? "all messages" : Numbers.Count == 1 ? $"message {Numbers[0]}" : $"messages {string.Join(", ", Numbers)}";

    private static (int From, int To)? Range(string text)
    {
        var parts = text.Split('-');
        if (parts.Length is 0 or > 2 || !int.TryParse(parts[0], out var from) || !int.TryParse(parts[^1], out var to))
            return null;
        return from > 0 && from <= to ? (from, to) : null;
    }
}
