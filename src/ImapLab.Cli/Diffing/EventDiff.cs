using System.Text.Json.Nodes;

namespace ImapLab.Cli.Diffing;

/// <summary>How two streams of events differ.</summary>
internal sealed class EventDiff
{
    /// <summary>The search for what both have in common takes this many steps at most; past it, order is given up.</summary>
    private const long MostSteps = 25_000_000;

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
        var candidates = _unexpected.GroupBy(told => told.Subject).ToDictionary(same => same.Key, same => new Queue<ReadEvent>(same));
        foreach (var expected in _missing)
        {
            if (!candidates.TryGetValue(expected.Subject, out var queue) || !queue.TryDequeue(out var instead))
            {
                yield return $"- line {expected.Line}, not told: {expected.Key}";
                continue;
            }

            if (instead.Key == expected.Key)
            {
                yield return $"~ line {expected.Line}, told out of order at line {instead.Line}: {expected.Key}";
                continue;
            }

            yield return $"~ line {expected.Line}, told otherwise at line {instead.Line}: {expected.Subject}";
            foreach (var difference in Differences("", expected.Json, instead.Json))
                yield return $"    {difference}";
        }

        foreach (var told in candidates.Values.SelectMany(left => left).OrderBy(told => told.Line))
            yield return $"+ line {told.Line}, not expected: {told.Key}";
        yield return IsEmpty
            ? $"{_same} events, no difference"
            : $"{_same} events the same, {_missing.Count} expected and not told so, {_unexpected.Count} told and not expected so";
    }

    /// <summary>The longest common run of events stays; the rest is missing on one side.</summary>
    private static int Align(ReadEvent[] expected, ReadEvent[] actual, List<ReadEvent> missing, List<ReadEvent> unexpected)
    {
        if ((long)expected.Length * actual.Length > MostSteps)
            return Match(expected, actual, missing, unexpected);
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

    /// <summary>What both have in common in the order of what was expected: enough to tell a broken stream from a good one.</summary>
    private static int Match(ReadEvent[] expected, ReadEvent[] actual, List<ReadEvent> missing, List<ReadEvent> unexpected)
    {
        var places = actual.Select((told, at) => (told.Key, at)).ToLookup(pair => pair.Key, pair => pair.at);
        var matched = new HashSet<int>();
        var last = -1;
        foreach (var wanted in expected)
        {
            var place = places[wanted.Key].Where(at => at > last).DefaultIfEmpty(-1).First();
            if (place < 0)
            {
                missing.Add(wanted);
                continue;
            }

            matched.Add(place);
            last = place;
        }

        unexpected.AddRange(actual.Where((_, at) => !matched.Contains(at)));
        return matched.Count;
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
