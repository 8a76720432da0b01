using System.Globalization;
using System.Text;

namespace ImapLab.Protocol.Wire;

/// <summary>The sizes that a framer lets a client use. All in octets.</summary>
/// <param name="Line">Text of one command without its literals.</param>
/// <param name="Literal">One literal.</param>
/// <param name="Literals">How many literals one command may have.</param>
public sealed record FramerLimits(int Line = 64 * 1024, int Literal = 64 * 1024 * 1024, int Literals = 64);

/// <summary>What the framer found next in the bytes of a client.</summary>
public abstract record FramerEvent
{
    /// <summary>A whole command.</summary>
    public sealed record Complete(CommandFrame Frame) : FramerEvent;

    /// <summary>The client waits for <c>+</c> before it sends a literal (RFC 9051 section 4.3).</summary>
    public sealed record LiteralAnnounced(CommandFrame SoFar, int Octets) : FramerEvent;

    /// <summary>A command over a limit. It was passed over to its end; what follows is read as usual.</summary>
    /// <param name="Start">Its first bytes, where its tag may be.</param>
    /// <param name="TooBig">A literal was over its limit, and not the text of the command.</param>
    public sealed record Refused(string Start, string Why, bool TooBig = false) : FramerEvent;
}

/// <summary>
/// Finds where a client's commands end: lines, and literals inside them. It knows no command, so no malformed one can
/// put it out of step. What is over a limit is passed over without being kept.
/// </summary>
public sealed class CommandFramer(FramerLimits limits)
{
    private readonly List<FrameSegment> _segments = [];
    private readonly List<byte> _line = [];
    private byte[] _pending = [];
    private int _position;
    private byte[]? _literal;
    private bool _binary;
    private int _literalFilled;
    private long _skipOctets;
    private string? _refusal;
    private bool _tooBig;
    private string _start = "";

    /// <summary>
    /// Takes whole lines as they are, a brace at the end being nothing special: what a client says during AUTHENTICATE
    /// and IDLE is no command.
    /// </summary>
    public bool PlainLines { get; set; }

    /// <summary>Takes <c>{12+}</c>, for which the client does not wait (LITERAL+, RFC 7888). Without it that is no literal.</summary>
    public bool NonSynchronizing { get; set; } = true;

    /// <summary>The largest literal for which the client need not wait, in octets: 4096 for LITERAL- (RFC 7888 section 5).</summary>
    public int LongestNonSynchronizing { get; set; } = int.MaxValue;

    /// <summary>The sizes that hold from the next command on.</summary>
    public FramerLimits Limits { get; set; } = limits;

    /// <summary>Octets that were fed and that no event has told of yet: more commands, where one was told just now.</summary>
    public int Unread => _pending.Length - _position;

    /// <summary>
    /// Forgets the command whose literal was announced last: the client was told NO in place of <c>+</c>, so it keeps the literal and comes with
    /// another command (RFC 9051 section 4.3).
    /// </summary>
    public void Decline() => Reset();

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _pending = [.. _pending.AsSpan(_position), .. bytes];
        _position = 0;
    }

    /// <summary>The next event, or null when more bytes are needed.</summary>
    public FramerEvent? Next()
    {
        while (true)
        {
            if (_skipOctets > 0 && !SkipLiteral())
                return null;
            if (_literal is not null && !FillLiteral())
                return null;
            if (!TakeLine(out var line))
                return null;
            if (EndOfLine(line) is { } found)
                return found;
        }
    }

    private bool SkipLiteral()
    {
        var skipped = (int)Math.Min(_skipOctets, _pending.Length - _position);
        _skipOctets -= skipped;
        _position += skipped;
        return _skipOctets == 0;
    }

    private bool FillLiteral()
    {
        var taken = Math.Min(_literal!.Length - _literalFilled, _pending.Length - _position);
        _pending.AsSpan(_position, taken).CopyTo(_literal.AsSpan(_literalFilled));
        _literalFilled += taken;
        _position += taken;
        if (_literalFilled < _literal.Length)
            return false;
        _segments.Add(FrameSegment.OfLiteral(_literal, _binary));
        _literal = null;
        return true;
    }

    /// <summary>A line to its LF, without its line end. A bare LF ends a line too, as common servers have it.</summary>
    private bool TakeLine(out string line)
    {
        line = "";
        var rest = _pending.AsSpan(_position);
        var end = rest.IndexOf((byte)'\n');
        var taken = end < 0 ? rest : rest[..end];
        Keep(taken);
        _position += end < 0 ? taken.Length : end + 1;
        if (end < 0)
            return false;
        if (_line.Count > 0 && _line[^1] == '\r')
            _line.RemoveAt(_line.Count - 1);
        line = Encoding.Latin1.GetString([.. _line]);
        _line.Clear();
        return true;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Limits.Line - _segments.Sum(segment => segment.Text?.Length ?? 0) - _line.Count;
        if (bytes.Length > room + 1 && _refusal is null)
            Refuse($"Command line of more than {Limits.Line} octets");
        foreach (var octet in bytes[..Math.Min(bytes.Length, Math.Max(room + 1, 0))])
            _line.Add(octet);
    }

    private FramerEvent? EndOfLine(string line)
    {
        if (_segments.Count == 0)
            _start = line.Length > 64 ? line[..64] : line;
        if (PlainLines || !TryLiteral(line, out var octets, out var synchronizing))
        {
            _segments.Add(FrameSegment.OfText(line));
            return End();
        }

        var text = line[..line.LastIndexOf('{')];
        _binary = text.EndsWith('~');
        _segments.Add(FrameSegment.OfText(_binary ? text[..^1] : text));
        var largest = synchronizing ? Limits.Literal : Math.Min(Limits.Literal, LongestNonSynchronizing);
        if (octets > largest)
            Refuse($"Literal of {octets} octets; at most {largest} are taken", tooBig: true);
        else if (_segments.Count / 2 >= Limits.Literals)
            Refuse($"More than {Limits.Literals} literals in one command");
        if (_refusal is not null)
        {
            // The client sends a non-synchronising literal whatever we say; the other kind it keeps when refused.
            _skipOctets = synchronizing ? 0 : octets;
            return synchronizing ? End() : null;
        }

        _literal = new byte[octets];
        _literalFilled = 0;
        return synchronizing ? new FramerEvent.LiteralAnnounced(new CommandFrame([.. _segments]), (int)octets) : null;
    }

    private FramerEvent End()
    {
        FramerEvent found = _refusal is { } why
            ? new FramerEvent.Refused(_start, why, _tooBig)
            : new FramerEvent.Complete(new CommandFrame([.. _segments]));
        Reset();
        return found;
    }

    private void Refuse(string why, bool tooBig = false)
    {
        _tooBig = _refusal is null ? tooBig : _tooBig;
        _refusal ??= why;
    }

    private void Reset()
    {
        _segments.Clear();
        _line.Clear();
        _literal = null;
        _refusal = null;
        _tooBig = false;
        _start = "";
    }

    /// <summary><c>{12}</c> or <c>{12+}</c> at the end of a line (RFC 9051 section 4.3); a <c>~</c> before it makes it a literal8 (RFC 3516 section 7).</summary>
    private bool TryLiteral(string line, out long octets, out bool synchronizing)
    {
        octets = 0;
        synchronizing = true;
        var open = line.LastIndexOf('{');
        if (open < 0 || !line.EndsWith('}'))
            return false;
        var digits = line.AsSpan(open + 1, line.Length - open - 2);
        if (NonSynchronizing && digits.EndsWith("+"))
        {
            synchronizing = false;
            digits = digits[..^1];
        }

        return digits.Length is > 0 and <= 18 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out octets);
    }
}
