using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Parsing;
using ImapLab.Protocol.Replies;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Commands;
using ImapLab.Server.Transcripts;

namespace ImapLab.Server.Sessions;

/// <summary>A client's bytes on their way in: framed, parsed, and written to the transcript without what is secret in them.</summary>
internal sealed class CommandReader
{
    /// <summary>RFC 7888 section 5.</summary>
    private const int LiteralMinus = 4096;

    private readonly ImapSession _session;
    private readonly CommandFramer _framer;
    private Func<string, IEnumerable<Reply>>? _nextLine;

    /// <summary>
    /// A login came last and failed, with nothing well-formed since: what the client sends on without waiting for the refusal may be its credentials.
    /// </summary>
    private bool _loginCameLast;

    public CommandReader(ImapSession session)
    {
        _session = session;
        _framer = new CommandFramer(session.Plan.Limits.BeforeLogin) { RoomOf = RoomOf };
        TakeLiterals(session.Plan.Capabilities.HasBeforeLogin);
    }

    /// <summary>What was read last may be credentials; an error that quotes it must not be written down.</summary>
    public bool WasSecret { get; private set; }

    /// <summary>Octets that the client has said beyond what was read.</summary>
    public int Backlog => _framer.Unread;

    private bool IsLoggedIn => _session.Account is not null;

    public void Feed(ReadOnlyMemory<byte> bytes) => _framer.Feed(bytes);

    /// <summary>The command under way goes on with the client's next line, whatever it says.</summary>
    public void TakeNextLine(Func<string, IEnumerable<Reply>> answer)
    {
        _nextLine = answer;
        _framer.PlainLines = true;
    }

    /// <summary>From the next command on the client has the room and the literals that somebody, or nobody, has.</summary>
    public void LoginChanged()
    {
        var plan = _session.Plan;
        _loginCameLast = false;
        _framer.Limits = IsLoggedIn ? plan.Limits.AfterLogin : plan.Limits.BeforeLogin;
        TakeLiterals(IsLoggedIn ? plan.Capabilities.Has : plan.Capabilities.HasBeforeLogin);
    }

    private int RoomOf(string start) =>
        CommandParser.NameOf(start) is { } name && _session.Server.Catalog.Find(name) is { CarriesMessages: true } ? int.MaxValue : _session.Plan.Limits.Arguments;

    /// <summary>LITERAL- is LITERAL+ for short literals (RFC 7888 section 5).</summary>
    private void TakeLiterals(Func<string, bool> has)
    {
        _framer.NonSynchronizing = has("LITERAL+") || has("LITERAL-");
        _framer.LongestNonSynchronizing = has("LITERAL+") ? int.MaxValue : LiteralMinus;
    }

    /// <returns>What the client said next, or null where it has not said all of it yet.</returns>
    public ClientInput? Next()
    {
        while (true)
        {
            switch (_framer.Next())
            {
                case null:
                    return null;
                case FramerEvent.LiteralAnnounced announced when Decline(announced) is { } declined:
                    _framer.Decline();
                    return declined;
                case FramerEvent.LiteralAnnounced:
                    _session.SayNow(new ContinuationReply(_session.Plan.Style.LiteralContinuation));
                    break;
                case FramerEvent.Refused refused:
                    return Refuse(refused);
                case FramerEvent.Complete complete:
                    return _nextLine is { } answer ? Continue(complete.Frame, answer) : Read(complete.Frame);
            }
        }
    }

    private ClientInput.Command Read(CommandFrame frame)
    {
        var server = _session.Server;
        var command = CommandParser.Parse(frame, server.Catalog.GrammarOf, _session.SpeaksUtf8, _session.Plan.Limits.Nesting);
        WasSecret = IsSecret(frame, command);
        server.Transcript.Client(server.Time.GetUtcNow(), _session.Number, frame, WasSecret);
        return new ClientInput.Command(command);
    }

    /// <summary>
    /// What makes the literal that a client waits to send needless: the command is wrong already, or cannot be done. The client is told so in place
    /// of <c>+</c>, and keeps the literal.
    /// </summary>
    private ClientInput.Command? Decline(FramerEvent.LiteralAnnounced announced)
    {
        var server = _session.Server;
        var command = CommandParser.ParseStart(announced.SoFar, announced.Binary, server.Catalog.GrammarOf, _session.SpeaksUtf8, _session.Plan.Limits.Nesting);
        if (command is not (null or MalformedCommand or MisnamedCommand))
        {
            var row = server.Catalog.Find(command.Name)!;
            var completion = (row.States & _session.State) != 0 && server.Catalog.IsOffered(row, _session.State, _session.Features)
                ? (row.Handler as ILiteralGate)?.Decline(new Turn(_session, command), command, announced.Octets)
                : null;
            command = completion is null ? null : new DeclinedCommand(command.Tag, command.Name, completion);
        }

        if (command is null)
            return null;
        WasSecret = IsSecret(announced.SoFar, command);
        server.Transcript.Client(server.Time.GetUtcNow(), _session.Number, announced.SoFar, WasSecret);
        return new ClientInput.Command(command);
    }

    private bool IsSecret(CommandFrame frame, ImapCommand command)
    {
        var secret = Transcript.IsSecret(frame, command, IsLoggedIn && !_loginCameLast);
        _loginCameLast = secret || command.Name is "LOGIN" or "AUTHENTICATE";
        return secret;
    }

    private ClientInput.Continuation Continue(CommandFrame frame, Func<string, IEnumerable<Reply>> answer)
    {
        var server = _session.Server;
        // A client that believes to be elsewhere may log in here.
        var isDone = _session.IsIdle && frame.Start.Equals("DONE", StringComparison.OrdinalIgnoreCase);
        server.Transcript.ClientLine(server.Time.GetUtcNow(), _session.Number, frame, secret: !isDone);
        EndContinuation();
        return new ClientInput.Continuation(answer(frame.Start));
    }

    private ClientInput Refuse(FramerEvent.Refused refused)
    {
        if (_nextLine is not null)
        {
            EndContinuation();
            return new ClientInput.RefusedContinuation(refused.Why);
        }

        WasSecret = !IsLoggedIn || _loginCameLast;
        return new ClientInput.Command(new MalformedCommand(CommandParser.TagOf(refused.Start), "", refused.Why, refused.TooBig));
    }

    private void EndContinuation()
    {
        _nextLine = null;
        _framer.PlainLines = false;
    }
}
