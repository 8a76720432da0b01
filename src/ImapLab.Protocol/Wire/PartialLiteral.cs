namespace ImapLab.Protocol.Wire;

/// <summary>A literal on its way in. It gets room as it comes: who announces much and sends little costs little.</summary>
/// <param name="length">In octets, as announced.</param>
internal sealed class PartialLiteral(int length, bool binary)
{
    private const int FirstRoom = 64 * 1024;

    private byte[] _bytes = new byte[Math.Min(length, FirstRoom)];
    private int _filled;

    /// <summary>It is a literal8, which may hold any octets (RFC 3516 section 7).</summary>
    public bool IsBinary => binary;

    /// <summary>The literal, when all of it has come.</summary>
    public byte[]? Whole => _filled == length ? _bytes : null;

    /// <returns>How many of the bytes belong to it.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(length - _filled, bytes.Length);
        if (_bytes.Length - _filled < taken)
            Array.Resize(ref _bytes, (int)Math.Min(length, Math.Max(2L * _bytes.Length, _filled + taken)));
        bytes[..taken].CopyTo(_bytes.AsSpan(_filled));
        _filled += taken;
        return taken;
    }
}
