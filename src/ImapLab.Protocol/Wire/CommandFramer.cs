using System.Buffers.Text;
using System.Text;

namespace ImapLab.Protocol.Wire;

/// <summary>
/// Finds where a client's commands end: lines, and literals inside them. It knows no command, so no malformed one can
/// put it out of step. What is over a limit is passed over without being kept.
/// </summary>
public sealed class CommandFramer(FramerLimits limits)
{
    /// <summary>So much of a command's start is kept where the rest is not: its tag may be there.</summary>
    private const int KeptStart = 64;

    /// <summary>So much of the end of a line that is too long is kept: it may announce a literal, which the client then sends.</summary>
    private const int KeptEnd = 32;

    private readonly InputBuffer _input = new();
    private readonly List<FrameSegment> _segments = [];
    private int _searched;
    private int _textLength;
    private long _literalOctets;
    private PartialLiteral? _literal;
    private long _skipOctets;
    private FramerEvent.Refused? _refusal;
    private bool _starves;

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

    /// <summary>
    /// How many octets all literals of a command may have that begins with a text, where that is less than <see cref="FramerLimits.AllLiterals"/>: most
    /// commands need few.
    /// </summary>
    public Func<string, int>? RoomOf { get; set; }

    /// <summary>
    /// Octets that were fed and that no event has told of yet: more commands, where one was told just now. What <see cref="Next"/> has seen to be no
    /// whole command is not in it.
    /// </summary>
    public int Unread => _starves ? 0 : _input.Length;

    /// <summary>
    /// Forgets the command whose literal was announced last: the client was told NO in place of <c>+</c>, so it keeps the literal and comes with
    /// another command (RFC 9051 section 4.3).
    /// </summary>
    public void Decline() => Reset();

    /// <param name="bytes">The framer's to keep.</param>
    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        _input.Append(bytes);
        _starves = false;
    }

    /// <summary>The next event, or null when more bytes are needed.</summary>
    public FramerEvent? Next()
    {
        while (SkipLiteral() && FillLiteral() && TakeLine(out var line))
        {
            if (EndOfLine(line) is { } found)
                return found;
        }

        _starves = true;
        return null;
    }

    private bool SkipLiteral()
    {
        var skipped = (int)Math.Min(_skipOctets, _input.Length);
        _skipOctets -= skipped;
        _input.Skip(skipped);
        return _skipOctets == 0;
    }

    private bool FillLiteral()
    {
        if (_literal is null)
            return true;
        _input.Skip(_literal.Take(_input.Unread));
        if (_literal.Whole is not { } whole)
            return false;
        _segments.Add(FrameSegment.OfLiteral(whole, _literal.IsBinary));
        _literal = null;
        return true;
    }

    /// <summary>A line to its LF, without its line end. A bare LF ends a line too, as common servers have it.</summary>
    private bool TakeLine(out ReadOnlySpan<byte> line)
    {
        line = _input.Unread;
        var end = line[_searched..].IndexOf((byte)'\n');
        if (end < 0)
        {
            _searched = line.Length;
            CutLine(line);
            return false;
        }

        end += _searched;
        _searched = 0;
        _input.Skip(end + 1);
        line = end > 0 && line[end - 1] == '\r' ? line[..(end - 1)] : line[..end];
        if (line.Length > Limits.Line - _textLength)
            RefuseLine(line);
        return true;
    }

    /// <summary>Of a line that is too long already only the end is kept, where a literal may be announced.</summary>
    private void CutLine(ReadOnlySpan<byte> line)
    {
        // The last octet may be the CR of its end.
        if (line.Length - 1 <= Limits.Line - _textLength || line.Length <= KeptEnd)
            return;
        RefuseLine(line);
        _input.Skip(line.Length - KeptEnd);
        _searched = KeptEnd;
    }

    private void RefuseLine(ReadOnlySpan<byte> line) => Refuse(line, $"Command line of more than {Limits.Line} octets");

    private FramerEvent? EndOfLine(ReadOnlySpan<byte> line)
    {
        if (PlainLines || !TryLiteral(line, out var open, out var octets, out var synchronizing))
        {
            AddText(line);
            return End();
        }

        var binary = line[..open].EndsWith("~"u8);
        AddText(line[..(binary ? open - 1 : open)]);
        CheckLiteral(line, octets, synchronizing ? Limits.Literal : Math.Min(Limits.Literal, LongestNonSynchronizing));
        if (_refusal is not null)
        {
            // The client sends a non-synchronising literal whatever we say; the other kind it keeps when refused.
            _skipOctets = synchronizing ? 0 : octets;
            return synchronizing ? End() : null;
        }

        _literalOctets += octets;
        _literal = new PartialLiteral((int)octets, binary);
        return synchronizing ? new FramerEvent.LiteralAnnounced(new CommandFrame([.. _segments]), (int)octets, binary) : null;
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        if (_refusal is not null)
            return;
        _segments.Add(FrameSegment.OfText(Encoding.Latin1.GetString(text)));
        _textLength += text.Length;
    }

    private void CheckLiteral(ReadOnlySpan<byte> line, long octets, int largest)
    {
        if (_refusal is not null)
            return;
        var room = Math.Min(Limits.AllLiterals, RoomOf?.Invoke(_segments[0].Text!) ?? int.MaxValue);
        if (octets > largest)
            Refuse(line, $"Literal of {octets} octets; at most {largest} are taken", tooBig: true);
        else if (_segments.Count / 2 >= Limits.Literals)
            Refuse(line, $"More than {Limits.Literals} literals in one command");
        else if (_literalOctets + octets > room)
            Refuse(line, $"Literals of more than {room} octets in one command", tooBig: true);
    }

    private FramerEvent End()
    {
        FramerEvent found = _refusal is null ? new FramerEvent.Complete(new CommandFrame([.. _segments])) : _refusal;
        Reset();
        return found;
    }

    private void Refuse(ReadOnlySpan<byte> line, string why, bool tooBig = false)
    {
        if (_refusal is not null)
            return;
        var start = _segments.Count > 0 ? _segments[0].Text! : Encoding.Latin1.GetString(line[..Math.Min(line.Length, KeptStart)]);
        _refusal = new FramerEvent.Refused(start.Length > KeptStart ? start[..KeptStart] : start, why, tooBig);
        _segments.Clear();
    }

    private void Reset()
    {
        _segments.Clear();
        _textLength = 0;
        _literalOctets = 0;
        _literal = null;
        _refusal = null;
    }

    /// <summary><c>{12}</c> or <c>{12+}</c> at the end of a line (RFC 9051 section 4.3); a <c>~</c> before it makes it a literal8 (RFC 3516 section 7).</summary>
    private bool TryLiteral(ReadOnlySpan<byte> line, out int open, out long octets, out bool synchronizing)
    {
        open = -1;
        octets = 0;
        synchronizing = true;
        if (!line.EndsWith("}"u8) || (open = line.LastIndexOf((byte)'{')) < 0)
            return false;
        var digits = line[(open + 1)..^1];
        if (NonSynchronizing && digits.EndsWith("+"u8))
        {
            synchronizing = false;
            digits = digits[..^1];
        }

        // A sign is no digit, though a number may have one.
        return digits.Length is > 0 and <= 18 && digits[0] is >= (byte)'0' and <= (byte)'9'
            && Utf8Parser.TryParse(digits, out octets, out var read) && read == digits.Length;
    }
}
