using System.Text.Json.Nodes;

namespace ImapLab.Cli.Diffing;

/// <summary>How two streams of events differ.</summary>
internal sealed class EventDiff
{
    private readonly List<ReadEvent> _missing;
    private readonly List<ReadEvent> _unexpected;
    private readonly int _same;

    private EventDiff(List<ReadEvent> missing, List<ReadEvent> unexpected, int same)
    {
        _missing = missing;
        _unexpected = unexpected;
        _same = same;
    }

    public bool IsEmpty => _missing.Count == 0 && _unexpected.Count == 0;

    public static EventDiff Compare(IReadOnlyList<ReadEvent> expected, IReadOnlyList<ReadEvent> actual, bool anyOrder)
    {
        if (anyOrder)
        {
            expected = [.. expected.OrderBy(told => told.Key, StringComparer.Ordinal)];
            actual = [.. actual.OrderBy(told => told.Key, StringComparer.Ordinal)];
        }

        // What both begin and end with needs no search.
        var head = 0;
        while (head < expected.Count && head < actual.Count && expected[head].Key == actual[head].Key)
            head++;
        var tail = 0;
        while (tail < expected.Count - head && tail < actual.Count - head && expected[^(tail + 1)].Key == actual[^(tail + 1)].Key)
            tail++;
        var missing = new List<ReadEvent>();
        var unexpected = new List<ReadEvent>();
        var same = Align([.. expected.Skip(head).SkipLast(tail)], [.. actual.Skip(head).SkipLast(tail)], missing, unexpected);
        return new EventDiff(missing, unexpected, head + tail + same);
    }

    public IEnumerable<string> ToLines()
    {
        var unexpected = _unexpected.ToList();
        foreach (var expected in _missing)
        {
            var instead = unexpected.Find(told => told.Subject == expected.Subject);
            if (instead is null)
            {
                yield return $"- line {expected.Line}, not told: {expected.Key}";
                continue;
            }

            unexpected.Remove(instead);
            if (instead.Key == expected.Key)
            {
                yield return $"~ line {expected.Line}, told out of order at line {instead.Line}: {expected.Key}";
                continue;
            }

            yield return $"~ line {expected.Line}, told otherwise at line {instead.Line}: {expected.Subject}";
            foreach (var difference in Differences("", expected.Json, instead.Json))
                yield return $"    {difference}";
        }

        foreach (var told in unexpected)
            yield return $"+ line {told.Line}, not expected: {told.Key}";
        yield return IsEmpty
            ? $"{_same} events, no difference"
            : $"{_same} events the same, {_missing.Count} expected and not told so, {_unexpected.Count} told and not expected so";
    }

    /// <summary>The longest common run of events stays; the rest is missing on one side.</summary>
    private static int Align(ReadEvent[] expected, ReadEvent[] actual, List<ReadEvent> missing, List<ReadEvent> unexpected)
    {
        var common = new int[expected.Length + 1, actual.Length + 1];
        for (var e = expected.Length - 1; e >= 0; e--)
        {
            for (var a = actual.Length - 1; a >= 0; a--)
            {
                common[e, a] = expected[e].Key == actual[a].Key
                    ? common[e + 1, a + 1] + 1
                    : Math.Max(common[e + 1, a], common[e, a + 1]);
            }
        }

        int x = 0, y = 0;
        while (x < expected.Length && y < actual.Length)
        {
            if (expected[x].Key == actual[y].Key)
                (x, y) = (x + 1, y + 1);
            else if (common[x + 1, y] >= common[x, y + 1])
                missing.Add(expected[x++]);
            else
                unexpected.Add(actual[y++]);
        }

        missing.AddRange(expected.Skip(x));
        unexpected.AddRange(actual.Skip(y));
        return common[0, 0];
    }

    private static IEnumerable<string> Differences(string path, JsonObject expected, JsonObject actual)
    {
        foreach (var name in expected.Select(field => field.Key).Union(actual.Select(field => field.Key)).Order(StringComparer.Ordinal))
        {
            var (one, other) = (expected[name], actual[name]);
            if (JsonNode.DeepEquals(one, other) && expected.ContainsKey(name) == actual.ContainsKey(name))
                continue;
            if (one is JsonObject inner && other is JsonObject otherInner)
            {
                foreach (var difference in Differences($"{path}{name}.", inner, otherInner))
                    yield return difference;
                continue;
            }

            yield return $"{path}{name}: expected {Show(expected, name)}, was {Show(actual, name)}";
        }
    }

    private static string Show(JsonObject json, string name) =>
        json.ContainsKey(name) ? json[name]?.ToJsonString(EventFile.Format) ?? "null" : "nothing";
}
