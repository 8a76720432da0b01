using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;
using ImapLab.Server.Runtime;
using ImapLab.Server.Sasl;
using ImapLab.Server.Sessions;
using ImapLab.Server.Transcripts;
using ImapLab.Server.Wires;

namespace ImapLab.Server;

/// <summary>
/// A fake IMAP server: real state, real replies, and the lies that its quirks tell. It has no I/O of its own; clients come
/// in process through <see cref="Connect"/>, or over TCP through a listener that hands their wires to <see cref="Accept"/>.
/// </summary>
public sealed class FakeImapServer : ISessionServer
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ImapSession> _sessions = [];
    private readonly Lock _gate = new();
    private readonly LabLoop _frontLoop;
    private readonly Func<LabLoop> _accountLoop;
    private readonly ServerPlan _basePlan;
    private readonly QuirkSwitch _quirks;
    private readonly Lazy<ServerCertificate> _certificate;
    private CommandCatalog _catalog;
    private int _connections;

    /// <param name="plan">What the server is like.</param>
    /// <param name="quirks">The quirks that are on from the start, in the order in which they are asked.</param>
    /// <param name="time">All time comes from here.</param>
    /// <param name="frontLoop">Where connections live until they log in.</param>
    /// <param name="accountLoop">Gives each account its loop; null puts all on <paramref name="frontLoop"/>.</param>
    /// <param name="certificate">What is shown to clients that ask for TLS; null makes one when the first does.</param>
    /// <exception cref="ArgumentException">The plan advertises what is not served, or contradicts itself.</exception>
    public FakeImapServer(ServerPlan plan, IEnumerable<Quirk> quirks, TimeProvider time, LabLoop frontLoop, Func<LabLoop>? accountLoop = null, Transcript? transcript = null, ServerCertificate? certificate = null)
    {
        _basePlan = plan;
        Time = time;
        _frontLoop = frontLoop;
        _accountLoop = accountLoop ?? (() => frontLoop);
        Transcript = transcript ?? Transcript.None;
        _certificate = new Lazy<ServerCertificate>(() => certificate ?? ServerCertificate.SelfSigned(time));
        _quirks = new QuirkSwitch(quirks);
        Plan = _quirks.Shape(plan);
        _catalog = new CommandCatalog(Plan.Capabilities);
        if (Plan.Contradiction is { } contradiction)
            throw new ArgumentException($"The plan contradicts itself: {contradiction}.", nameof(plan));
    }

    /// <summary>What the server is like, quirks that are data included.</summary>
    public ServerPlan Plan { get; private set; }

    public TimeProvider Time { get; }

    public Transcript Transcript { get; }

    /// <summary>How many connections there have been.</summary>
    public int ConnectionsSoFar => _connections;

    public ServerCertificate Certificate => _certificate.Value;

    /// <summary>What challenges and salts are drawn from.</summary>
    public LabRandom Random { get; init; } = new(1);

    LabLoop ISessionServer.FrontLoop => _frontLoop;

    QuirkSet ISessionServer.Quirks => _quirks.Current;

    CommandCatalog ISessionServer.Catalog => _catalog;

    /// <summary>The quirks that are on.</summary>
    public IReadOnlyList<Quirk> ActiveQuirks => _quirks.Current.Quirks;

    /// <summary>Makes a user with the plan's folders.</summary>
    public Account AddAccount(string user, Secret password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        var account = new Account(user, password, StoreMaker.Make(Plan, Time, user), _accountLoop());
        lock (_gate)
            _accounts.Add(user, account);
        return account;
    }

    /// <summary>Lets a user log in with an access token, by XOAUTH2 or OAUTHBEARER.</summary>
    /// <param name="expires">From when on the token is refused; null for never.</param>
    /// <exception cref="ArgumentException">There is no such user, or the token was granted before.</exception>
    public void Grant(string user, Secret token, DateTimeOffset? expires = null)
    {
        var account = FindAccount(user) ?? throw new ArgumentException($"There is no user \"{user}\".", nameof(user));
        lock (_gate)
        {
            if (!_tokens.TryAdd(token.Value, new AccessToken(account, expires)))
                throw new ArgumentException($"The token of \"{user}\" was granted before.", nameof(token));
        }
    }

    public Account? FindAccount(string user)
    {
        lock (_gate)
            return _accounts.GetValueOrDefault(user);
    }

    AccessToken? ISessionServer.FindToken(Secret token)
    {
        lock (_gate)
            return _tokens.GetValueOrDefault(token.Value);
    }

    /// <summary>
    /// Switches a quirk on, for connections that are open too: from their next step on. What it does at login it does to those that log in
    /// from now on.
    /// </summary>
    public void SwitchOn(Quirk quirk) => Reshape(_quirks.On(quirk));

    /// <summary>Switches a quirk off.</summary>
    /// <returns>False where none of that id is on.</returns>
    public bool SwitchOff(string id) => _quirks.Off(id) is { } set && Reshape(set);

    /// <summary>Connects a client in process.</summary>
    /// <param name="tls">Whether the client begins with TLS, as on port 993.</param>
    /// <returns>The client's end.</returns>
    public Stream Connect(bool tls = false) => InProcessWire.Connect(_frontLoop, Accept(tls));

    /// <summary>What takes a new connection; a listener hands it the wire.</summary>
    /// <param name="tls">Whether clients begin with TLS, as on port 993.</param>
    public IWireHandler Accept(bool tls = false) => new ServerConnection(this, _frontLoop, tls);

    /// <summary>Ends all connections, by FIN or by RST.</summary>
    public void DropConnections(bool reset)
    {
        List<ImapSession> sessions;
        lock (_gate)
            sessions = [.. _sessions.Values];
        foreach (var session in sessions)
            session.Post(() => session.End(reset));
    }

    /// <summary>Says something on all connections, unasked.</summary>
    public void Announce(Reply reply)
    {
        List<ImapSession> sessions;
        lock (_gate)
            sessions = [.. _sessions.Values];
        foreach (var session in sessions)
            session.Post(() => session.SayNow(reply));
    }

    ImapSession ISessionServer.Open(IConnectionHost host)
    {
        lock (_gate)
        {
            var session = new ImapSession(this, host, ++_connections);
            _sessions.Add(session.Number, session);
            return session;
        }
    }

    void ISessionServer.Forget(ImapSession session)
    {
        lock (_gate)
            _sessions.Remove(session.Number);
    }

    private bool Reshape(QuirkSet set)
    {
        var plan = set.Shape(_basePlan);
        _catalog = new CommandCatalog(plan.Capabilities);
        Plan = plan;
        return true;
    }
}
