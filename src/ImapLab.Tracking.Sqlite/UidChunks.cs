using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Sqlite;

/// <summary>
/// The chunks that one change touches: each is read once and written once, so that a change costs in proportion to
/// what it changes, not to the folder.
/// </summary>
internal sealed class UidChunks(Statements statements, int folder)
{
    private readonly SortedDictionary<long, UidChunk> _touched = [];

    public UidChunk Of(Uid uid)
    {
        var key = UidChunk.KeyOf(folder, uid);
        if (!_touched.TryGetValue(key, out var chunk))
        {
            var stored = statements.SelectChunk.With(key).ReadAll(row => new UidChunk(
                UidRuns.ToBits(row.GetFieldValue<byte[]>(0)),
                UidRuns.ToBits(row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1))));
            _touched[key] = chunk = stored.Count > 0 ? stored[0] : UidChunk.Empty();
        }

        return chunk;
    }

    public void Write()
    {
        foreach (var (key, chunk) in _touched)
        {
            if (chunk.IsEmpty)
                statements.DeleteChunk.With(key).Run();
            else
                statements.UpsertChunk.With(key, chunk.Known(), chunk.Unasked()).Run();
        }
    }
}
