using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Notifying;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Sasl;
using ImapLab.Server.Sessions;

namespace ImapLab.Server.Commands;

/// <summary>What a command may know of the session that it came on, and do to it.</summary>
internal interface ICommandSession
{
    /// <summary>Which connection it is, from 1.</summary>
    int Number { get; }

    ServerPlan Plan { get; }

    /// <summary>The account's mail; null before login.</summary>
    MailStore? Store { get; }

    /// <summary>What the client has open; null where it has no mailbox selected.</summary>
    SessionView? View { get; }

    /// <summary>What searches left behind in the mailbox that is open. Only in the selected state.</summary>
    KeptSearches Searches { get; }

    TimeProvider Time { get; }

    /// <summary>What the client has said that it knows. It only grows.</summary>
    ClientFeatures Features { get; }

    /// <summary>The client is told of changes as they happen.</summary>
    bool IsIdle { get; set; }

    /// <summary>TLS and compression.</summary>
    SessionLayers Layers { get; }

    /// <summary>Whether the client has said more already, without waiting for the answer under way.</summary>
    bool HasUnread { get; }

    /// <summary>What the server says now that it can do: that depends on login, on TLS and on compression.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>Whether the client has asked for the capabilities.</summary>
    bool HasAskedCapabilities { get; set; }

    /// <summary>Whatever the client says next is answered with BYE.</summary>
    bool EndsWithNextCommand { get; set; }

    /// <summary>What a mechanism of AUTHENTICATE works with.</summary>
    SaslContext Sasl { get; }

    /// <returns>False where the credentials are not those of an account.</returns>
    bool LogIn(LoginCommand credentials);

    /// <summary>Nobody is logged in any more, and nothing is left of what the client did: all but TLS (RFC 8437 section 3). Compression ends with the answer under way.</summary>
    void LogOut();

    void Select(Mailbox mailbox, bool readOnly);

    void Unselect();

    /// <summary>The client knows something from now on.</summary>
    void Learn(ClientFeatures features);

    /// <summary>The client is told of other things from now on (RFC 5465).</summary>
    /// <param name="asked">The turn of the command that said so.</param>
    /// <returns>What it still was to be told because of an earlier one.</returns>
    IReadOnlyList<Reply> Notify(Notifications wanted, Turn asked);

    /// <summary>The connection ends when the answer under way has been said.</summary>
    void CloseAfterAnswer();

    /// <summary>The command goes on with the client's next line instead of ending here.</summary>
    void TakeNextLine(Func<string, IEnumerable<Reply>> answer);

    /// <summary>Runs another command as the end of this one: credentials that came by SASL go through the same door as LOGIN's.</summary>
    void RunNext(ImapCommand command);
}
