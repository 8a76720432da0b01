using System.Text;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Wire;

namespace ImapLab.Server.Transcripts;

/// <summary>Who said a line of a <see cref="Transcript"/>.</summary>
public enum Speaker
{
    Client,
    Server,

    /// <summary>Not said by anybody: the connection came, went, or was cut.</summary>
    Note,
}

/// <param name="Connection">The number of the connection, from 1 in the order in which they came.</param>
/// <param name="Text">Latin-1, one char a byte, without the last line end. Credentials are stars.</param>
public sealed record TranscriptLine(DateTimeOffset At, int Connection, Speaker Speaker, string Text);

/// <summary>Writes down what is said on all connections. Credentials never reach it.</summary>
/// <param name="write">Told of each line. Called from the accounts' loops, one call at a time.</param>
public sealed class Transcript(Action<TranscriptLine> write)
{
    /// <summary>A long literal says little to a reader; its size says what matters.</summary>
    private const int LongestText = 4096;

    private readonly Lock _gate = new();

    /// <summary>Writes nothing down.</summary>
    public static Transcript None { get; } = new(_ => { }) { IsOff = true };

    /// <summary>Nothing is written down, so nothing need be made for it.</summary>
    internal bool IsOff { get; private init; }

    internal void Client(DateTimeOffset at, int connection, CommandFrame frame, bool secret)
    {
        if (!IsOff)
            Write(at, connection, Speaker.Client, secret ? "***" : Redact(frame));
    }

    /// <summary>
    /// Whether a frame may hold credentials where nobody can find them: before login whatever is no command (the rest of a
    /// LOGIN whose literal was not taken, a SASL response that nobody asked for), after it whatever is meant as a login.
    /// </summary>
    internal static bool IsSecret(CommandFrame frame, ImapCommand command, bool loggedIn) =>
        command is MalformedCommand && (!loggedIn || frame.Segments.Any(segment => segment.Text is { } text && MeansLogin(text)));

    private static bool MeansLogin(string text) =>
        text.Contains("LOGIN", StringComparison.OrdinalIgnoreCase) || text.Contains("AUTH", StringComparison.OrdinalIgnoreCase);

    /// <summary>A line inside a command: DONE, or a SASL response, which is a secret whatever it says.</summary>
    internal void ClientLine(DateTimeOffset at, int connection, CommandFrame frame, bool secret)
    {
        if (!IsOff)
            Write(at, connection, Speaker.Client, secret ? "***" : frame.ToString());
    }

    internal void Note(DateTimeOffset at, int connection, string text) => Write(at, connection, Speaker.Note, text);

    internal void Server(DateTimeOffset at, int connection, ReadOnlySpan<byte> bytes)
    {
        if (IsOff)
            return;
        var text = Encoding.Latin1.GetString(bytes.Length > LongestText ? bytes[..LongestText] : bytes).TrimEnd('\r', '\n');
        Write(at, connection, Speaker.Server, bytes.Length > LongestText ? $"{text}… ({bytes.Length} octets)" : text);
    }

    /// <summary>Keeps tag and name of LOGIN and AUTHENTICATE, and of anything that only looks like them.</summary>
    private static string Redact(CommandFrame frame)
    {
        var words = frame.Start.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !(words[1].StartsWith("LOGIN", StringComparison.OrdinalIgnoreCase) || words[1].StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)))
            return frame.ToString();
        var mechanism = words[1].StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && words.Length > 2 && IsMechanism(words[2]) ? $" {words[2]}" : "";
        var more = words.Length > (mechanism.Length > 0 ? 3 : 2) || frame.Segments.Count > 1 ? " ***" : "";
        return $"{words[0]} {words[1]}{mechanism}{more}";
    }

    /// <summary>RFC 4422 section 3.1; a response in the mechanism's place is longer, or has other letters.</summary>
    private static bool IsMechanism(string word) => word.Length <= 20 && word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private void Write(DateTimeOffset at, int connection, Speaker speaker, string text)
    {
        if (IsOff)
            return;
        var line = new TranscriptLine(at, connection, speaker, text);
        lock (_gate)
            write(line);
    }
}
