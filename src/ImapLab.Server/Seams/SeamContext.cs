using ImapLab.Protocol.Replies;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Seams;

/// <summary>
/// What a behaviour may know of the connection it bends, and do to it. One quirk serves many connections on several
/// threads, so it keeps nothing itself: what it must remember lives here, by connection or by account.
/// </summary>
public abstract class SeamContext
{
    private readonly Dictionary<(object Owner, Type Type), object> _state = [];

    /// <summary>The number of the connection, from 1.</summary>
    public abstract int Connection { get; }

    /// <summary>The account; null before login.</summary>
    public abstract AccountContext? Account { get; }

    /// <summary>What the client has open; null where it has no mailbox selected.</summary>
    public abstract SessionView? View { get; }

    /// <summary>Whether the client is in IDLE.</summary>
    public abstract bool IsIdle { get; }

    public abstract TimeProvider Time { get; }

    /// <summary>The account of a user name, whether or not anybody is logged in to it; null for an unknown name.</summary>
    public abstract AccountContext? AccountOf(string user);

    /// <summary>Says something now, unasked.</summary>
    public abstract void Say(Reply reply);

    /// <summary>Tells the client what is pending, as far as the seams let it.</summary>
    public abstract void Announce();

    /// <summary>Ends the connection: by FIN, or by RST.</summary>
    public abstract void End(bool reset);

    /// <summary>Runs work on the account's loop after a while; it does not run once the connection is gone.</summary>
    public abstract void After(TimeSpan delay, Action work);

    /// <summary>What a behaviour remembers of this connection.</summary>
    public T State<T>(object owner)
        where T : class, new() => StateOf<T>(_state, owner);

    internal static T StateOf<T>(Dictionary<(object Owner, Type Type), object> all, object owner)
        where T : class, new()
    {
        if (!all.TryGetValue((owner, typeof(T)), out var state))
            all.Add((owner, typeof(T)), state = new T());
        return (T)state;
    }
}

/// <summary>What a behaviour may know of an account, and remember of it.</summary>
public sealed class AccountContext(string user, MailStore store)
{
    private readonly Dictionary<(object Owner, Type Type), object> _state = [];

    public string User => user;

    public MailStore Store => store;

    /// <summary>How many connections are logged in to it now.</summary>
    public int Connections { get; internal set; }

    /// <summary>How often anybody has logged in to it.</summary>
    public int Logins { get; internal set; }

    /// <summary>What a behaviour remembers of this account.</summary>
    public T State<T>(object owner)
        where T : class, new() => SeamContext.StateOf<T>(_state, owner);
}
