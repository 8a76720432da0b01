using System.Globalization;

namespace ImapLab.Server.Mailboxes;

/// <summary>
/// The names by which clients know a thing again wherever it is (RFC 8474): a message in whatever mailbox, a thread, and a mailbox whatever it is called. A
/// letter before the number keeps the three apart, and the number from looking like one.
/// </summary>
internal static class ObjectIds
{
    /// <summary>EMAILID: the same for all copies of a message.</summary>
    public static string OfMessage(int number) => string.Create(CultureInfo.InvariantCulture, $"M{number}");

    /// <summary>X-GM-MSGID: the same as a number of 64 bits, as large as clients must bear.</summary>
    public static ulong NumberOfMessage(int number) => 1_800_000_000_000_000_000 + (ulong)number;

    /// <summary>THREADID.</summary>
    public static string OfThread(long thread) => string.Create(CultureInfo.InvariantCulture, $"T{thread:x}");

    /// <summary>MAILBOXID: another one in another epoch, whose UIDs are of other messages (RFC 8474 section 4).</summary>
    public static string OfMailbox(Mailbox mailbox) => string.Create(CultureInfo.InvariantCulture, $"F{mailbox.Number}-{mailbox.UidValidity}");
}
