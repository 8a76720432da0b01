using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The message that a search looks at. One object passes over all of them; each is taken apart only for a key that asks for its text.</summary>
internal sealed class Candidate
{
    private StoredMessage? _message;
    private MessageText? _text;

    /// <summary>Its place in the view, from 0.</summary>
    public int Index { get; private set; }

    public StoredMessage Message => _message ?? throw new InvalidOperationException("The search looks at no message yet.");

    public MessageText Text => _text ??= MessageStructure.Parse(Message.Message.Content.Bytes).Text;

    /// <summary>How much work it was to look at the message.</summary>
    public int Work => _text is null ? Pace.Glance : Pace.ReadingOf(Message.Message.Content.Size);

    public void LookAt(int index, StoredMessage message)
    {
        Index = index;
        _message = message;
        _text = null;
    }
}
