using System.Text;
using MailKit;

namespace ImapLab.Tracking.MailKit;

/// <summary>
/// Reads along what the server sends, line by line. MailKit folds untagged answers into properties that keep older
/// values (a UIDNEXT of an earlier STATUS stays when EXAMINE has none; EXISTS and EXPUNGE become one count), and keeps
/// response codes of refusals to itself; a tracker must know exactly what was said, when, and in which order.
/// </summary>
internal sealed class WireTap(Action<string> lineRead, IProtocolLogger? trace, WireLimits? limits = null, Action<int, bool>? count = null) : IProtocolLogger
{
    /// <summary>What matters stands at the head of a line; the rest of a long FETCH is not kept. All of a VANISHED matters.</summary>
    private const int LongestKept = 4096;

    private readonly WireLimits _limits = limits ?? new WireLimits();
    private readonly StringBuilder _line = new();
    private long _literalLeft;
    private long _lineOctets;
    private long _answerOctets;
    private bool _isContinued;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector
    {
        get => trace?.AuthenticationSecretDetector;
        set
        {
            if (trace is not null)
                trace.AuthenticationSecretDetector = value;
        }
    }

    public void LogConnect(Uri uri) => trace?.LogConnect(uri);

    public void LogClient(byte[] buffer, int offset, int count)
    {
        trace?.LogClient(buffer, offset, count);
        Count(count, isReceived: false);
    }

    /// <exception cref="WireLimitException">The server says too much. It passes through MailKit, which then closes the connection.</exception>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        trace?.LogServer(buffer, offset, count);
        Count(count, isReceived: true);
        if ((_answerOctets += count) > _limits.Answer)
            throw new WireLimitException("an answer", _answerOctets, _limits.Answer);
        Read(buffer.AsSpan(offset, count));
    }

    /// <summary>Another command begins, and with it another answer.</summary>
    public void BeginAnswer() => _answerOctets = 0;

    public void Dispose() => trace?.Dispose();

    private void Count(int octets, bool isReceived) => count?.Invoke(octets, isReceived);

    private void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_literalLeft > 0)
            {
                var taken = (int)Math.Min(_literalLeft, bytes.Length);
                Keep(bytes[..taken]);
                _literalLeft -= taken;
                bytes = bytes[taken..];
                continue;
            }

            var end = bytes.IndexOf((byte)'\n');
            _lineOctets += end < 0 ? bytes.Length : end;
            if (_lineOctets > _limits.Line)
                throw new WireLimitException("a line", _lineOctets, _limits.Line);
            Keep(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
                return;
            bytes = bytes[(end + 1)..];
            EndLine();
        }
    }

    private void EndLine()
    {
        var end = _line.Length > 0 && _line[^1] == '\r' ? _line.Length - 1 : _line.Length;
        if (LiteralAt(end) is { } length)
        {
            if (length > _limits.Literal)
                throw new WireLimitException("a literal", length, _limits.Literal);
            _literalLeft = length;
            _isContinued = true;
            _line.Append('\n');
            return;
        }

        var line = _line.ToString(0, end);
        _line.Clear();
        _lineOctets = 0;
        _isContinued = false;
        lineRead(line);
    }

    /// <summary>The length of the literal that this line announces, or null. A status text may end like one.</summary>
    private long? LiteralAt(int end)
    {
        if (end < 3 || _line[end - 1] != '}' || (!_isContinued && IsStatus()))
            return null;
        var digits = end - 2;
        while (digits > 0 && char.IsAsciiDigit(_line[digits]))
            digits--;
        return _line[digits] == '{' && digits < end - 2 && long.TryParse(_line.ToString(digits + 1, end - digits - 2), out var length)
            ? length
            : null;
    }

    private bool IsVanished() =>
        _line.Length > 11 && _line[2] is 'V' or 'v' && _line.ToString(0, 11).Equals("* VANISHED ", StringComparison.OrdinalIgnoreCase);

    private bool IsStatus()
    {
        var head = _line.ToString(0, Math.Min(_line.Length, 64)).Split(' ', 3);
        return head.Length >= 2 && head[1].ToUpperInvariant() is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        // The end of the line is always kept: it may announce a literal.
        if (_line.Length > LongestKept && !IsVanished())
            _line.Remove(LongestKept / 2, _line.Length - (LongestKept / 2) > 64 ? _line.Length - (LongestKept / 2) - 64 : 0);
        _line.Append(Encoding.Latin1.GetString(bytes));
    }
}
