using System.IO.Compression;
using System.Net.Security;
using System.Text;
using ImapLab.Fuzz.Tests.Checks;
using ImapLab.Fuzz.Tests.Generation;
using ImapLab.Server.Wires;

namespace ImapLab.Fuzz.Tests.Running;

/// <summary>A client whose octets and answers are kept book of.</summary>
internal sealed class FuzzClient
{
    private readonly FuzzServer _server;
    private readonly FuzzWire _wire;
    private AnswerBook _book = new();
    private Finding? _finding;
    private readonly ResponseReader _reader = new();
    private readonly List<byte> _heard = [];
    private FedStream? _fed;
    private InflateSource? _compressed;
    private DeflateStream? _inflate;
    private Stream? _out;

    public FuzzClient(FuzzServer server)
    {
        _server = server;
        _wire = new FuzzWire(server.Loop, server.Server.Accept(), Arrived);
        _wire.Open();
        _heard.Clear();
    }

    /// <summary>Whether more can be said and answered.</summary>
    public bool IsOpen => !_wire.IsOver && !_book.HasChangedForm;

    /// <summary>Octets of a literal that the server waits for.</summary>
    public long Missing => _book.Missing;

    public bool IsContinued => _book.IsContinued;

    private string Heard => Encoding.Latin1.GetString([.. _heard]);

    /// <summary>Brings the client where a case begins.</summary>
    public void Begin(Start start)
    {
        if (start is Start.Secured or Start.SecuredAndCompressed)
            StartTls();
        if (start is Start.Stranger)
            return;
        if (start is Start.Authenticating)
        {
            Say("s1 AUTHENTICATE LOGIN\r\n"u8);
            return;
        }

        Say(Encoding.ASCII.GetBytes($"s2 LOGIN {Words.User} {Words.Secret}\r\n"));
        if (start is Start.LoggedIn)
            return;
        if (start is Start.Enabled)
            Say("s3 ENABLE CONDSTORE QRESYNC UTF8=ACCEPT IMAP4rev2\r\n"u8);
        if (start is Start.Compressed or Start.SecuredAndCompressed)
            StartCompression();
        Say(start is Start.Examined ? "s4 EXAMINE INBOX\r\n"u8 : "s4 SELECT INBOX\r\n"u8);
        if (start is Start.Idle)
            Say("s5 IDLE\r\n"u8);
    }

    /// <summary>Says something and looks at what is answered.</summary>
    /// <returns>What the server said.</returns>
    public string Say(ReadOnlySpan<byte> bytes)
    {
        _heard.Clear();
        Speak(bytes);
        Settle();
        return Heard;
    }

    /// <summary>Says a piece of something; the answers are looked at with <see cref="Settle"/>.</summary>
    public void Speak(ReadOnlySpan<byte> piece)
    {
        _book.Say(piece);
        if (_out is null)
        {
            _wire.Say(piece);
            return;
        }

        _out.Write(piece);
        _out.Flush();
    }

    /// <summary>Looks at what was answered.</summary>
    public void Settle()
    {
        if (_wire.WasTorn)
            throw new Finding("The server tore the connection.");
        if (_finding is not null)
            throw _finding;
        _reader.VerifyWhole();
        _book.Settle(_wire.IsOver);
    }

    public void HangUp() => _wire.HangUp();

    private void StartTls()
    {
        _wire.Say("s0 STARTTLS\r\n"u8);
        _fed = new FedStream(bytes => _wire.Say(bytes.Span));
        var tls = new SslStream(_fed, leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        _heard.Clear();
        _book.Answers.Clear();
        _ = ReadAsync(tls);
        _server.Loop.Run();
        _out = tls;
    }

    private void StartCompression()
    {
        Say("s6 COMPRESS DEFLATE\r\n"u8);
        _book = new AnswerBook { IsCompressed = true };
        var below = _out;
        _compressed = new InflateSource();
        _inflate = new DeflateStream(_compressed, CompressionMode.Decompress);
        _out = new DeflateStream(new FedStream(bytes =>
        {
            if (below is null)
                _wire.Say(bytes.Span);
            else
                below.Write(bytes.Span);
        }), CompressionLevel.Fastest);
    }

    private async Task ReadAsync(SslStream tls)
    {
        await tls.AuthenticateAsClientAsync("localhost").ConfigureAwait(false);
        var buffer = new byte[16 * 1024];
        for (int count; (count = await tls.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            Plain(buffer.AsSpan(0, count));
    }

    private void Arrived(ReadOnlySpan<byte> bytes)
    {
        if (_fed is null)
            Plain(bytes);
        else
            _fed.Feed(bytes.ToArray());
    }

    private void Plain(ReadOnlySpan<byte> bytes)
    {
        if (_inflate is null)
        {
            Hear(bytes);
            return;
        }

        _compressed!.Feed(bytes.ToArray());
        var buffer = new byte[8 * 1024];
        try
        {
            // Behind the OK of UNAUTHENTICATE nothing is compressed; a client that went on compressing is answered in the clear.
            for (int count; !Heard.Contains("OK UNAUTHENTICATE", StringComparison.Ordinal) && (count = _inflate.Read(buffer)) > 0;)
                Hear(buffer.AsSpan(0, count));
        }
        catch (InvalidDataException why)
        {
            _finding ??= new Finding("What the server says cannot be inflated.", why);
        }
    }

    private void Hear(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        try
        {
            _reader.Read(bytes, _book.Answers);
        }
        catch (Finding finding)
        {
            // The server is sending: it is told nothing, and goes on.
            _finding ??= finding;
        }
    }
}
