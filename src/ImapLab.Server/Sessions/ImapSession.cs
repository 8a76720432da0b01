using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Sasl;

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
    private readonly CommandFlow _flow;
    private readonly IdleHeartbeat _heartbeat;
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
        _sender = new ReplySender(this, host, _seams);
        _flow = new CommandFlow(this, host)
        {
            Reader = _reader,
            Sender = _sender,
            Login = _login,
            Open = _open,
            Door = new AnswerDoor(this, _open, _login.News),
            Dispatch = new CommandDispatch(this, _open),
        };
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

    public DateTimeOffset LastCommandAt => _flow.LastCommandAt;

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
        _flow.Advance();
    }

    /// <summary>The client will say no more. It is answered all that it has said, and then the connection ends.</summary>
    public void InputEnded() => _flow.InputEnded();

    /// <summary>The client has taken what it was sent: there is room for the rest of an answer, and for news that waited.</summary>
    public void Drained() => _flow.Announce();

    /// <summary>Sends what was said. Comes at the end of each item of work.</summary>
    public void Flush() => _sender.Flush();

    /// <summary>The wire is gone, or goes now.</summary>
    public void Gone()
    {
        if (_gone)
            return;
        _gone = true;
        _flow.Gone();
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

    public void CloseAfterAnswer() => _flow.CloseAfterAnswer();

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
    public void Announce() => _flow.Announce();

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

    public void RunNext(ImapCommand command) => _flow.RunNext(command);
}
