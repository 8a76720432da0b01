using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImapLab.Benchmarks.Client;

/// <summary>
/// A client that does as little as one can, so that what is measured is the server: bytes out, and a look at the end of what comes in for the line
/// that completes a command. It blocks, and it reads one answer at a time.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    /// <summary>No line that it looks for is longer; so much of what has been read is kept.</summary>
    private const int LongestLine = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly byte[] _tag;
    private int _length;

    /// <param name="tag">The tag of all its commands: one is under way at a time, or many of which only the last is waited for.</param>
    public RawConnection(string tag)
    {
        _tag = Encoding.ASCII.GetBytes($"{tag} ");
        _socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
    }

    /// <summary>Connects and reads the greeting.</summary>
    public void Open(IPEndPoint server)
    {
        _socket.Connect(server);
        ReadUntil("\r\n"u8);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket.Send(bytes)..];
    }

    public void Send(string command) => Send(Line(command));

    /// <summary>A command's bytes, to be made before the clock starts.</summary>
    public byte[] Line(string command) => [.. _tag, .. Encoding.ASCII.GetBytes(command), .. "\r\n"u8];

    /// <summary>Sends a command and reads its whole answer.</summary>
    /// <returns>How many octets the answer had.</returns>
    public long Run(string command)
    {
        Send(command);
        return ReadCompletion();
    }

    /// <summary>Reads to the line with the tag, with which the server's talk ends.</summary>
    /// <exception cref="InvalidOperationException">The line is no OK.</exception>
    public long ReadCompletion()
    {
        _length = 0;
        for (long octets = 0; ;)
        {
            octets += Receive();
            if (_buffer[_length - 1] != '\n')
                continue;
            var line = _buffer.AsSpan(0, _length - 1);
            line = line[(line.LastIndexOf((byte)'\n') + 1)..];
            if (!line.StartsWith(_tag))
                continue;
            return line[_tag.Length..].StartsWith("OK"u8)
                ? octets
                : throw new InvalidOperationException($"The server said: {Encoding.Latin1.GetString(line)}");
        }
    }

    /// <summary>Reads a short answer.</summary>
    public string ReadCompletionText()
    {
        ReadCompletion();
        return Encoding.Latin1.GetString(_buffer.AsSpan(0, _length));
    }

    /// <summary>Reads the completions of so many commands.</summary>
    public void ReadCompletions(int count) => ReadUntil([.. _tag, .. "OK"u8], count);

    /// <summary>Reads until something has come so many times. What comes after it in the same breath is not kept.</summary>
    public void ReadUntil(ReadOnlySpan<byte> sought, int times = 1)
    {
        _length = 0;
        for (var looked = 0; ;)
        {
            var before = _length;
            Receive();
            looked -= before - Math.Min(before, LongestLine);
            for (int found; (found = _buffer.AsSpan(looked, _length - looked).IndexOf(sought)) >= 0; looked += found + sought.Length)
            {
                if (--times == 0)
                    return;
            }

            looked = Math.Max(looked, _length - sought.Length + 1);
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Takes the next bytes in behind the last <see cref="LongestLine"/>.</summary>
    private int Receive()
    {
        if (_length > LongestLine)
        {
            _buffer.AsSpan(_length - LongestLine, LongestLine).CopyTo(_buffer);
            _length = LongestLine;
        }

        var count = _socket.Receive(_buffer.AsSpan(_length));
        if (count == 0)
            throw new InvalidOperationException("The server closed the connection.");
        _length += count;
        return count;
    }
}
