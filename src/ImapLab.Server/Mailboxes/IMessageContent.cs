using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mailboxes;

/// <summary>A message's bytes, held or made on demand. The same bytes every time.</summary>
public interface IMessageContent
{
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>RFC822.SIZE, in octets.</summary>
    uint Size { get; }

    /// <summary>
    /// The Message-Id, without brackets, of the message that begins the thread, where that is known without reading any; else null. It is for content that
    /// is made on demand.
    /// </summary>
    string? FirstOfThread => null;

    /// <summary>What <see cref="Bytes"/> would tell to ENVELOPE, where it is known without them; else null.</summary>
    Envelope? Envelope => null;
}

/// <summary>Bytes that were delivered or appended: they come back exactly.</summary>
public sealed class HeldContent(ReadOnlyMemory<byte> bytes) : IMessageContent
{
    /// <summary>No octets at all.</summary>
    public static readonly HeldContent Empty = new(default);

    public ReadOnlyMemory<byte> Bytes => bytes;

    public uint Size => (uint)bytes.Length;
}
