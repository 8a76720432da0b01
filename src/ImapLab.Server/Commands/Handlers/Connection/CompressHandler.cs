using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Replies;

namespace ImapLab.Server.Commands.Handlers.Connection;

/// <summary>COMPRESS (RFC 4978).</summary>
internal sealed class CompressHandler : CommandHandler<CompressCommand>
{
    protected override IEnumerable<Reply> Handle(Turn turn, CompressCommand command)
    {
        if (command.Algorithm != "DEFLATE")
            return [turn.Bad($"Unknown algorithm {command.Algorithm}; there is DEFLATE")];
        if (turn.Session.Layers.IsCompressed)
            return [turn.No("DEFLATE active already", ResponseCode.CompressionActive)];
        // A client must wait for the answer: nobody could tell whether what it says before that is compressed.
        if (turn.Session.HasUnread)
            return [turn.Bad("Nothing may be said before COMPRESS is answered")];
        turn.Session.Layers.StartDeflate();
        return [turn.Ok(text: "DEFLATE active")];
    }
}
