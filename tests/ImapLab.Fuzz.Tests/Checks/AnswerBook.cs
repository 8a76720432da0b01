using System.Text;
using ImapLab.Fuzz.Tests.Running;

namespace ImapLab.Fuzz.Tests.Checks;

/// <summary>
/// Keeps book of what a client said and what was answered: each command gets exactly one answer with its tag, or one without where it has none, or
/// the connection ends. It finds the commands in the client's octets by itself, with a framer of its own that is only as clever as it must be.
/// </summary>
internal sealed class AnswerBook
{
    private readonly List<byte> _said = [];
    private readonly Queue<Answer> _answers = new();
    private string? _start;
    private long _literal;
    private bool _continues;
    private bool _saidGoodbye;

    public Queue<Answer> Answers => _answers;

    /// <summary>Octets of a literal that the server waits for before it can say anything.</summary>
    public long Missing => Math.Max(0, _literal - _said.Count);

    /// <summary>Whether the server waits for a line that is no command.</summary>
    public bool IsContinued => _continues;

    /// <summary>What the client says from now on, or hears, is in another form: TLS or compression has begun or ended.</summary>
    public bool HasChangedForm { get; private set; }

    /// <summary>Whether compression is on, which ends with UNAUTHENTICATE.</summary>
    public bool IsCompressed { get; init; }

    public void Say(ReadOnlySpan<byte> bytes) => _said.AddRange(bytes);

    /// <summary>The server is quiet. Compares what was said with what was answered.</summary>
    /// <param name="isOver">Whether the connection has ended.</param>
    public void Settle(bool isOver)
    {
        while (!HasChangedForm && Step(isOver))
        {
        }

        while (_answers.TryPeek(out var answer) && answer.Kind == AnswerKind.Bye)
        {
            _saidGoodbye = true;
            _answers.Dequeue();
        }

        if (_answers.TryPeek(out var left) && !HasChangedForm)
            throw new Finding($"An answer to nothing: {left.Kind} {left.Tag} {left.Text}");
        if (_saidGoodbye && !isOver)
            throw new Finding("The server has said goodbye and stays.");
    }

    /// <returns>Whether there is more to look at.</returns>
    private bool Step(bool isOver)
    {
        if (_literal > 0)
        {
            var taken = (int)Math.Min(_literal, _said.Count);
            _said.RemoveRange(0, taken);
            _literal -= taken;
            if (_literal > 0)
                return false;
        }

        var end = _said.IndexOf((byte)'\n');
        if (end < 0)
            return false;
        var line = Encoding.Latin1.GetString([.. _said.Take(end > 0 && _said[end - 1] == '\r' ? end - 1 : end)]);
        _said.RemoveRange(0, end + 1);
        return _continues ? Expect(isOver) : Line(line, isOver);
    }

    private bool Line(string line, bool isOver)
    {
        if (LiteralAtEnd(line) is not var (octets, waits))
        {
            _start ??= line;
            return Expect(isOver);
        }

        // The tilde of literal8 belongs to the literal.
        var text = line[..line.LastIndexOf('{')];
        _start ??= text.EndsWith('~') ? text[..^1] : text;
        if (waits)
            return Expect(isOver, octets);
        _literal = octets;
        return true;
    }

    /// <summary>A command, or the part of one that the server may refuse already, wants its answer.</summary>
    private bool Expect(bool isOver, long? literal = null)
    {
        while (_answers.TryDequeue(out var answer))
        {
            switch (answer.Kind)
            {
                case AnswerKind.Bye:
                    _saidGoodbye = true;
                    continue;
                case AnswerKind.GoOn when literal is { } octets:
                    _literal = octets;
                    return true;
                case AnswerKind.GoOn:
                    _continues = true;
                    return true;
                case AnswerKind.Untagged when Tag.Length > 0 && IsCommand(_start!):
                    throw new Finding($"An untagged BAD for {_start}");
                case AnswerKind.Tagged when answer.Tag != Tag:
                    throw new Finding($"An answer to {answer.Tag} where {Tag} is due, for {_start}");
            }

            Done(answer);
            return true;
        }

        if (isOver)
            return false;
        throw new Finding($"No answer to: {_start}");
    }

    private string Tag => _start![..Length(_start!, IsTag)];

    private void Done(Answer answer)
    {
        HasChangedForm = answer.Text.StartsWith("OK", StringComparison.Ordinal) && (Asks("STARTTLS") || Asks("COMPRESS") || (IsCompressed && Asks("UNAUTHENTICATE")));
        _start = null;
        _continues = false;
        _literal = 0;
    }

    private bool Asks(string command) => _start!.Contains($" {command}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it begins as a command should, so that its tag can be read.</summary>
    private static bool IsCommand(string start)
    {
        var tag = Length(start, IsTag);
        return tag is > 0 and < 60 && tag < start.Length && start[tag] == ' ';
    }

    private static (long Octets, bool Waits)? LiteralAtEnd(string line)
    {
        var open = line.LastIndexOf('{');
        if (open < 0 || line[^1] != '}')
            return null;
        var digits = line[(open + 1)..^1];
        var waits = !digits.EndsWith('+');
        digits = waits ? digits : digits[..^1];
        return digits.Length is > 0 and <= 18 && digits.All(char.IsAsciiDigit) ? (long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), waits) : null;
    }

    private static int Length(string text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
            length++;
        return length;
    }

    /// <summary>Any ASTRING-CHAR except "+" (RFC 9051 section 9).</summary>
    private static bool IsTag(char character) => character is > ' ' and < '\x7f' and not ('(' or ')' or '{' or '%' or '*' or '"' or '\\' or '+');
}
