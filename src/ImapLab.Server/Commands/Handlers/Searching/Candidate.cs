using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mime;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>The message that a search looks at. One object passes over all of them; each is taken apart only for a key that asks for its text.</summary>
internal sealed class Candidate
{
    private StoredMessage? _message;
    private MessageStructure? _structure;

    /// <summary>Its place in the view, from 0.</summary>
    public int Index { get; private set; }

    public StoredMessage Message => _message ?? throw new InvalidOperationException("The search looks at no message yet.");

    public MessageText Text => (_structure ??= MessageStructure.Parse(Content.Content.Bytes)).Text;

    /// <summary>When it arrived, in seconds since 1970: INTERNALDATE knows no less.</summary>
    public long Arrived => Content.InternalDate.ToUnixTimeSeconds();

    /// <summary>The day that FETCH tells as the one on which it arrived, whatever the zone (RFC 9051 section 6.4.4).</summary>
    public DateOnly ArrivalDay => DateOnly.FromDateTime(Content.InternalDate.DateTime);

    /// <summary>Its size in octets.</summary>
    public uint Size => Content.Content.Size;

    /// <summary>When it was sent, in seconds since 1970; when it arrived where that cannot be read (RFC 5256 section 2.2).</summary>
    public long Sent => Text.Sent?.Seconds ?? Arrived;

    /// <summary>Whether more was asked of it than what the mailbox itself keeps: flags, numbers, mod-sequence.</summary>
    public bool WasRead { get; private set; }

    private Message Content
    {
        get
        {
            WasRead = true;
            return Message.Message;
        }
    }

    /// <summary>How much work it was to look at the message.</summary>
    public int Work => _structure is null ? Pace.Glance : Pace.ReadingOf(Size);

    public void LookAt(int index, StoredMessage message)
    {
        Index = index;
        _message = message;
        _structure = null;
        WasRead = false;
    }
}
