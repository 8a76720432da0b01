using System.Buffers.Binary;
using System.Buffers.Text;
using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>
/// The <c>id</c> of messages in events: base64url of a 4-byte folder number and the 4-byte UID. A folder gets another
/// number when its UIDs become void, so an id never comes to mean another message.
/// </summary>
public static class MessageKey
{
    public static string Encode(int folderNumber, Uid uid)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(bytes, folderNumber);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], uid.Value);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The folder number and UID of an id, or null where the text is not one.</summary>
    public static (int FolderNumber, Uid Uid)? TryDecode(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> bytes = stackalloc byte[8];
        if (id.Length != 11 || !Base64Url.IsValid(id) || Base64Url.DecodeFromChars(id, bytes) != 8)
            return null;
        var uid = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        return uid == 0 ? null : (BinaryPrimitives.ReadInt32BigEndian(bytes), new Uid(uid));
    }
}
