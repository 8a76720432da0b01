namespace ImapLab.Server.Mailboxes;

/// <summary>A list that only grows, in pieces: none of it is ever copied, and none of it is larger than it must be by more than a piece.</summary>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int Bits = 10;
    private const int ChunkSize = 1 << Bits;

    /// <summary>Most mailboxes of a test stay small.</summary>
    private const int SmallestChunk = 8;

    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> Bits][index & (ChunkSize - 1)];

    public void Add(in T item)
    {
        var place = Count & (ChunkSize - 1);
        if (place == 0)
            _chunks.Add(new T[SmallestChunk]);
        else if (place == _chunks[^1].Length)
            Lengthen();
        _chunks[^1][place] = item;
        Count++;
    }

    private void Lengthen()
    {
        var chunk = _chunks[^1];
        Array.Resize(ref chunk, Math.Min(chunk.Length * 4, ChunkSize));
        _chunks[^1] = chunk;
    }
}
