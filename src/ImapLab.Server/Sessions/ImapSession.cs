using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Sasl;
using ImapLab.Server.Seams;

namespace ImapLab.Server.Sessions;

/// <summary>
/// One client's session: bytes in, bytes out, no I/O of its own. Frames become commands, commands become typed replies,
/// and these become bytes; one command at a time, in the order in which they came.
/// </summary>
internal sealed class ImapSession : ICommandSession
{
    private readonly IConnectionHost _host;
    private readonly CommandReader _reader;
    private readonly SessionLogin _login;
    private readonly ReplySender _sender;
    private readonly SessionSeams _seams;
    private readonly OpenMailbox _open;
    private readonly AnswerDoor _door;
    private readonly CommandDispatch _dispatch;
    private readonly IdleHeartbeat _heartbeat;
    private IEnumerator<Reply>? _answer;
    private ImapCommand? _cause;
    private ImapCommand? _current;
    private CatalogRow? _row;
    private ImapCommand? _next;
    private bool _waiting;
    private bool _closeAfterAnswer;
    private bool _inputEnded;
    private bool _gone;

    public ImapSession(ISessionServer server, IConnectionHost host, int number)
    {
        Server = server;
        Number = number;
        _host = host;
        Layers = new SessionLayers(host);
        _reader = new CommandReader(this);
        _login = new SessionLogin(this, host);
        _seams = new SessionSeams(this);
        _open = new OpenMailbox(this, _seams);
        _heartbeat = new IdleHeartbeat(this);
        _door = new AnswerDoor(this, _open, _login.News);
        _dispatch = new CommandDispatch(this, _open);
        _sender = new ReplySender(this, host, _seams);
        LastCommandAt = server.Time.GetUtcNow();
    }

    public ISessionServer Server { get; }

    /// <summary>Which connection it is, from 1: transcripts and journals call it by this.</summary>
    public int Number { get; }

    public ServerPlan Plan => Server.Plan;

    public SessionSeams Seams => _seams;

    public Account? Account => _login.Account;

    public MailStore? Store => Account?.Store;

    public SessionView? View => _open.View;

    public KeptSearches Searches => _open.Searches ?? throw new InvalidOperationException("Nothing is selected.");

    public TimeProvider Time => Server.Time;

    public SaslContext Sasl => _login.Sasl;

    public ClientFeatures Features { get; private set; }

    /// <summary>Whether mailbox names are UTF-8 on the wire, both ways (RFC 6855 section 3, RFC 9051 section 5.1).</summary>
    public bool SpeaksUtf8 => (Features & (ClientFeatures.Utf8 | ClientFeatures.Rev2)) != 0;

    public bool IsIdle
    {
        get;
        set
        {
            field = value;
            if (value)
                _heartbeat.Begin();
        }
    }

    public bool IsGone => _gone;

    /// <summary>Whether the client is told of what happens while it says nothing.</summary>
    public bool Listens => IsIdle || _login.News.HasOverflown || Notifications is { Any: true };

    /// <summary>Of what the client wants to be told, by NOTIFY (RFC 5465); null where it never said it.</summary>
    public Notifications? Notifications => _login.News.Notifications;

    public SessionLayers Layers { get; }

    public bool HasUnread => _reader.Backlog > 0;

    public bool HasAskedCapabilities { get; set; }

    public bool EndsWithNextCommand { get; set; }

    public IReadOnlyList<string> Capabilities => Plan.Capabilities.Told(Account is not null, Layers);

    /// <summary>What is being answered is no command and may be credentials; an error that quotes it must not be written down.</summary>
    public bool AnswersSecret => _reader.WasSecret;

    public DateTimeOffset LastCommandAt { get; private set; }

    public SessionStates State => Account is null ? SessionStates.NotAuthenticated : View is null ? SessionStates.Authenticated : SessionStates.Selected;

    public void Opened()
    {
        var code = Plan.Capabilities.InGreeting ? ResponseCode.Capability(Capabilities) : null;
        SayNow(ConditionReply.Untagged(Condition.Ok, Plan.Greeting, code));
        Autologout.Watch(this);
    }

    /// <summary>Octets that the client has said and that have not come to be answered.</summary>
    public int Backlog => _reader.Backlog;

    /// <param name="bytes">The session's to keep.</param>
    public void Received(ReadOnlyMemory<byte> bytes)
    {
        if (_gone)
            return;
        _reader.Feed(bytes);
        Advance();
    }

    /// <summary>The client will say no more. It is answered all that it has said, and then the connection ends.</summary>
    public void InputEnded()
    {
        _inputEnded = true;
        Advance();
    }

    /// <summary>The client has taken what it was sent: there is room for the rest of an answer, and for news that waited.</summary>
    public void Drained()
    {
        Announce();
        Advance();
    }

    /// <summary>Sends what was said. Comes at the end of each item of work.</summary>
    public void Flush() => _sender.Flush();

    /// <summary>The wire is gone, or goes now.</summary>
    public void Gone()
    {
        if (_gone)
            return;
        _gone = true;
        _answer?.Dispose();
        _answer = null;
        Unselect();
        _seams.Gone();
        _login.Gone();
        Server.Forget(this);
    }

    /// <summary>Says something unasked, now.</summary>
    public void SayNow(Reply reply) => _sender.Say(reply);

    /// <summary>Says something that may as well not be said to a client that does not read.</summary>
    public void SayUnlessFull(Reply reply)
    {
        if (!_host.IsFull)
            SayNow(reply);
    }

    /// <summary>Ends the connection: FIN after what was said, or RST.</summary>
    public void End(bool reset)
    {
        if (_gone)
            return;
        Flush();
        Gone();
        if (reset)
            _host.Abort();
        else
            _host.Close();
    }

    public void Bye(string text, ResponseCode? code = null)
    {
        SayNow(ConditionReply.Bye(text, code));
        End(reset: false);
    }

    /// <summary>The connection failed in a way that its client will not tell us of.</summary>
    public void Failed(string why)
    {
        if (!_gone)
            Server.Transcript.Note(Server.Time.GetUtcNow(), Number, why);
        Gone();
    }

    public void CloseAfterAnswer() => _closeAfterAnswer = true;

    public void TakeNextLine(Func<string, IEnumerable<Reply>> answer) => _reader.TakeNextLine(answer);

    public bool LogIn(LoginCommand credentials)
    {
        if (!_login.LogIn(credentials))
            return false;
        _reader.LoginChanged();
        // A server that has nothing else needs nothing enabled (RFC 9051 section 6.3.1).
        if (!Plan.Capabilities.Has("IMAP4rev1"))
            Learn(ClientFeatures.Rev2);
        return true;
    }

    public void LogOut()
    {
        Unselect();
        Features = ClientFeatures.None;
        _seams.LoggedOut();
        _login.LogOut();
        _reader.LoginChanged();
        Layers.EndDeflate();
    }

    public void Select(Mailbox mailbox, bool readOnly) => _open.Open(mailbox, readOnly);

    public void Unselect() => _open.Close();

    /// <summary>Tells a client that listens what is pending, as far as the seams let it.</summary>
    public void Announce()
    {
        TellUnasked();
        Advance();
    }

    public void Learn(ClientFeatures features)
    {
        var learnt = features & ~Features;
        Features |= features;
        if (learnt.HasFlag(ClientFeatures.Condstore))
            _open.BeginModSeqs();
        if (learnt.HasFlag(ClientFeatures.Rev2))
            View?.ForgetRecent();
        if (learnt.HasFlag(ClientFeatures.Metadata))
            _login.News.Watch(Account!.Store);
    }

    public IReadOnlyList<Reply> Notify(Notifications wanted, Turn asked)
    {
        var pending = _login.News.Take();
        _login.News.Notify(wanted, asked);
        _open.Notify(wanted);
        return pending;
    }

    /// <summary>More happens than the client can be told.</summary>
    public void Overflow() => _login.News.Overflow();

    public void Post(Action work) => _host.Post(work);

    private void Advance()
    {
        while (!_gone && !_waiting && !_host.IsFull)
        {
            if (_answer is not null)
            {
                if (!SayAnswer())
                    return;
                continue;
            }

            switch (_reader.Next())
            {
                case null:
                    if (_inputEnded)
                        End(reset: false);
                    return;
                case ClientInput.Command said:
                    Begin(said.Value);
                    break;
                case ClientInput.Continuation said:
                    LastCommandAt = Server.Time.GetUtcNow();
                    Pass(() => said.Answer);
                    break;
                case ClientInput.RefusedContinuation refused:
                    EndContinued(refused.Why);
                    break;
            }
        }
    }

    /// <summary>The line that a command waited for cannot be taken, so the command ends: its client must not wait for ever.</summary>
    private void EndContinued(string why)
    {
        IsIdle = false;
        Pass(() => [new ConditionReply(_current!.Tag, Condition.Bad, null, $"Error in {_current.Name}: {why}")]);
    }

    private void Begin(ImapCommand command)
    {
        LastCommandAt = Server.Time.GetUtcNow();
        if (!_login.MovesFor(command))
        {
            Run(command);
            return;
        }

        _waiting = true;
        _host.Post(() => Resume(command));
    }

    private void Follow(ImapCommand next)
    {
        _next = null;
        Begin(next);
    }

    private void Resume(ImapCommand command)
    {
        _waiting = false;
        if (_gone)
            return;
        Run(command);
        Advance();
    }

    public void RunNext(ImapCommand command) => _next = command;

    private void Run(ImapCommand command, bool waited = false)
    {
        var decision = waited ? CommandDecision.Proceed : _seams.Decide(ref command);
        if (decision is CommandDecision.Wait wait)
        {
            _waiting = true;
            _seams.After(wait.Duration, () =>
            {
                _waiting = false;
                Run(command, waited: true);
                Advance();
            });
            return;
        }

        _current = command;
        _row = Server.Catalog.Find(command.Name);
        _closeAfterAnswer = decision is CommandDecision.Answer { ThenClose: true };
        Pass(() => decision is CommandDecision.Answer stub ? stub.Replies : _dispatch.Answer(command, _row));
    }

    private void Pass(Func<IEnumerable<Reply>> answer) => Say(_current, _door.Pass(_current!, _row, answer));

    private void Say(ImapCommand? cause, IEnumerable<Reply> answer)
    {
        _cause = cause;
        _answer = answer.GetEnumerator();
    }

    /// <returns>False where the answer goes on in a later item of the loop: when the other sessions have had their turn, or the wire has room.</returns>
    private bool SayAnswer()
    {
        if (!_sender.SaySome(_cause, _answer!))
        {
            Flush();
            if (!_gone && !_host.IsFull)
                _host.Post(Advance);
            return false;
        }

        _answer?.Dispose();
        _answer = null;
        if (Layers.HasChange)
        {
            Flush();
            Layers.Change();
        }

        if (_closeAfterAnswer)
            End(reset: false);
        else if (_next is { } next)
            Follow(next);
        else
            TellUnasked();
        return true;
    }

    /// <summary>News in IDLE, and between commands after NOTIFY, is an answer without a command. While the client takes nothing, it stays pending.</summary>
    private void TellUnasked()
    {
        if (_gone || _waiting || !Listens || _answer is not null || _host.IsFull)
            return;
        if (_open.EndsSession && (IsIdle || Notifications is { Selected: not NotifyEvents.None }))
            Bye(Plan.Semantics.Session.MailboxGoneText);
        else if (_door.Unasked(!IsIdle && Notifications is { IsDelayed: true } ? NewsRule.ButExpunges : NewsRule.After) is { } news)
            Say(null, news);
    }
}
