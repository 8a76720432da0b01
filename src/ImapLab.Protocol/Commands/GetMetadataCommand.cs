namespace ImapLab.Protocol.Commands;

/// <summary>GETMETADATA (RFC 5464 section 4.2).</summary>
/// <param name="Mailbox">The mailbox as the client wrote it, decoded; empty for the server.</param>
/// <param name="Entries">Names of annotations in lower case.</param>
public sealed record GetMetadataCommand(string Tag, string Mailbox, IReadOnlyList<string> Entries, MetadataOptions Options) : ImapCommand(Tag, "GETMETADATA");

/// <param name="MaxSize">Values of more octets than this are not told; null for no bound.</param>
/// <param name="Depth">How many levels below a named entry are told with it: 0, 1, or <see cref="int.MaxValue"/> for all.</param>
public sealed record MetadataOptions(uint? MaxSize, int Depth)
{
    public static readonly MetadataOptions None = new(null, 0);
}

/// <summary>SETMETADATA (RFC 5464 section 4.3).</summary>
/// <param name="Mailbox">The mailbox as the client wrote it, decoded; empty for the server.</param>
/// <param name="Values">Entries in lower case with what they are to hold; null takes an entry away.</param>
public sealed record SetMetadataCommand(string Tag, string Mailbox, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Values)
    : ImapCommand(Tag, "SETMETADATA");
