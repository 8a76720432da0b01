using ImapLab.Tracking.Events;
using Microsoft.Data.Sqlite;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// Flags and labels as numbers: an account has few of them, and a message's are then a byte or two each.
/// </summary>
internal sealed class Words(Statements statements)
{
    /// <summary>A server may make up words without end; then they are looked up anew.</summary>
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _texts = [];

    public byte[]? Write(NameSet? words)
    {
        if (words is null)
            return null;
        var bytes = new List<byte>(words.Count);
        foreach (var word in words)
        {
            var id = IdOf(word);
            for (; id > 127; id >>= 7)
                bytes.Add((byte)(id | 128));
            bytes.Add((byte)id);
        }

        return [.. bytes];
    }

    /// <exception cref="FormatException">The bytes are not numbers of words.</exception>
    public NameSet? Read(SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        var words = new List<string>();
        long id = 0;
        var shift = 0;
        foreach (var next in row.GetFieldValue<byte[]>(column))
        {
            id |= (long)(next & 127) << shift;
            shift += 7;
            if (next >= 128)
                continue;
            words.Add(TextOf(id));
            (id, shift) = (0, 0);
        }

        return shift == 0 ? [.. words] : throw new FormatException("A word's number is cut off.");
    }

    /// <summary>Forgets what a transaction that failed may have taught.</summary>
    public void Forget()
    {
        _ids.Clear();
        _texts.Clear();
    }

    private long IdOf(string text)
    {
        if (_ids.TryGetValue(text, out var id))
            return id;
        statements.InsertWord.With(text).Run();
        id = statements.SelectWordId.With(text).ReadAll(row => row.GetInt64(0))[0];
        Remember(id, text);
        return id;
    }

    private string TextOf(long id)
    {
        if (_texts.TryGetValue(id, out var text))
            return text;
        var found = statements.SelectWord.With(id).ReadAll(row => row.GetString(0));
        if (found.Count == 0)
            throw new FormatException($"There is no word {id}.");
        Remember(id, found[0]);
        return found[0];
    }

    private void Remember(long id, string text)
    {
        if (_ids.Count >= MostRemembered)
            Forget();
        _ids[text] = id;
        _texts[id] = text;
    }
}
