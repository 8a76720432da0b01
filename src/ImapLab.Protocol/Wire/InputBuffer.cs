namespace ImapLab.Protocol.Wire;

/// <summary>
/// Bytes that have come and that nobody has used yet. What comes in is used where it is; only what is left over when more comes is copied, so a
/// connection at rest keeps nothing, and small pieces cost no more than large ones.
/// </summary>
internal sealed class InputBuffer
{
    private ReadOnlyMemory<byte> _unread;
    private byte[]? _own;
    private int _end;

    public int Length => _unread.Length;

    public ReadOnlySpan<byte> Unread => _unread.Span;

    /// <param name="bytes">The buffer's to keep.</param>
    public void Append(ReadOnlyMemory<byte> bytes)
    {
        if (_unread.IsEmpty)
        {
            _unread = bytes;
            return;
        }

        var length = _unread.Length + bytes.Length;
        if (_own is null || _own.Length - _end < bytes.Length)
            MoveInto(new byte[2 * length]);
        bytes.CopyTo(_own.AsMemory(_end));
        _end += bytes.Length;
        _unread = _own.AsMemory(_end - length, length);
    }

    public void Skip(int count)
    {
        _unread = _unread[count..];
        if (_unread.IsEmpty)
            _own = null;
    }

    private void MoveInto(byte[] larger)
    {
        _unread.CopyTo(larger);
        _end = _unread.Length;
        _own = larger;
    }
}
