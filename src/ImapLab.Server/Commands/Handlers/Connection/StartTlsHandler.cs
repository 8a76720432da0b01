using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>
/// STARTTLS (RFC 9051 section 6.2.1). What a client has said behind it in the clear may be somebody else's, put in to be obeyed as if TLS had
/// protected it: the connection ends then, and nothing of it is run.
/// </summary>
internal sealed class StartTlsHandler : CommandHandler<BareCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, BareCommand command)
    {
        if (turn.Session.Layers.IsSecure)
            return [turn.Bad("TLS is active already")];
        if (turn.Session.HasUnread)
        {
            turn.Session.CloseAfterAnswer();
            return [turn.Bad("Nothing may be said between STARTTLS and the handshake"), ConditionReply.Bye("What came in the clear is not obeyed")];
        }

        turn.Session.Layers.StartTls();
        return [turn.Ok(text: "Begin TLS negotiation now")];
    }
}
