namespace ImapLab.Server.Mailboxes;

/// <summary>What clients have written down about a mailbox, or about the server (RFC 5464): entries by their names in lower case.</summary>
internal sealed class Annotations
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public ReadOnlyMemory<byte>? Find(string entry) => _entries.TryGetValue(entry, out var value) ? value : null;

    /// <summary>An entry and those below it, down to so many levels, by name.</summary>
    public IEnumerable<(string Entry, ReadOnlyMemory<byte> Value)> From(string entry, int depth) => _entries
        .Where(pair => pair.Key == entry || (depth > 0 && pair.Key.StartsWith(entry + '/', StringComparison.Ordinal) && LevelsBelow(entry, pair.Key) <= depth))
        .Select(pair => (pair.Key, pair.Value));

    /// <param name="value">Null takes the entry away.</param>
    public void Set(string entry, ReadOnlyMemory<byte>? value)
    {
        if (value is { } octets)
            _entries[entry] = octets;
        else
            _entries.Remove(entry);
    }

    public Annotations Copy()
    {
        var copy = new Annotations();
        foreach (var (entry, value) in _entries)
            copy._entries.Add(entry, value);
        return copy;
    }

    private static int LevelsBelow(string entry, string below) => below.AsSpan(entry.Length).Count('/');
}
