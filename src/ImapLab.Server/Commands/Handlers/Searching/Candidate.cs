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

    public MessageText Text => Structure.Text;

    /// <summary>When it arrived, in seconds since 1970: INTERNALDATE knows no less.</summary>
    public long Arrived => Content.InternalDate.ToUnixTimeSeconds();

    /// <summary>The day that FETCH tells as the one on which it arrived, whatever the zone (RFC 9051 section 6.4.4).</summary>
    public DateOnly ArrivalDay => DateOnly.FromDateTime(Content.InternalDate.DateTime);

    /// <summary>The day that FETCH tells as the one on which it came into the mailbox. A mail store without an index of it asks the message's file.</summary>
    public DateOnly SaveDay
    {
        get
        {
            WasRead = true;
            return DateOnly.FromDateTime(Message.SaveDate.DateTime);
        }
    }

    /// <summary>Its size in octets.</summary>
    public uint Size => Content.Content.Size;

    /// <summary>When it was sent, in seconds since 1970; when it arrived where that cannot be read (RFC 5256 section 2.2).</summary>
    public long Sent => Text.Sent?.Seconds ?? Arrived;

    /// <summary>Whether more was asked of it than what the mailbox itself keeps: flags, numbers, mod-sequence.</summary>
    public bool WasRead { get; private set; }

    private MessageStructure Structure => _structure ??= MessageStructure.Parse(Content.Content.Bytes);

    private Message Content
    {
        get
        {
            WasRead = true;
            return Message.Message;
        }
    }

    /// <summary>Whether a part is an attachment that has this in its file name.</summary>
    public bool HasAttachment(string name) => Structure.Body.Flatten().Any(part =>
        part.Disposition is { } disposition && disposition.Type.Equals("attachment", StringComparison.OrdinalIgnoreCase)
        && (name.Length == 0 || disposition.Parameters.Concat(part.Parameters).Any(parameter => parameter.Value.Contains(name, StringComparison.OrdinalIgnoreCase))));

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
