using System.Globalization;
using ImapLab.Server.Transcripts;

namespace ImapLab.Cli.Serving;

/// <summary>A transcript on its way to a file: a line for each line that is said, with time, connection and speaker.</summary>
internal sealed class TranscriptFile : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _closed;

    private TranscriptFile(StreamWriter writer)
    {
        _writer = writer;
        Transcript = new Transcript(Write);
    }

    public Transcript Transcript { get; }

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static TranscriptFile? Open(string? path)
    {
        if (path is null)
            return null;
        try
        {
            return new TranscriptFile(new StreamWriter(path) { AutoFlush = true });
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--transcript {path}: {why.Message}", why);
        }
    }

    public void Dispose()
    {
        lock (_writer)
        {
            _closed = true;
            _writer.Dispose();
        }
    }

    private void Write(TranscriptLine line)
    {
        var side = line.Speaker switch
        {
            Speaker.Client => "C:",
            Speaker.Server => "S:",
            _ => "--",
        };
        lock (_writer)
        {
            if (_closed)
                return;
            foreach (var text in line.Text.Split("\r\n"))
                _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.At:HH:mm:ss.fff} {line.Connection} {side} {text}"));
        }
    }
}
