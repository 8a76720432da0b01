using System.Buffers;
using System.Text;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// The address field that nearly all mail has: one address, <c>name &lt;mailbox@host&gt;</c> or <c>mailbox@host</c>, with nothing in it that has to be
/// looked at twice. <see cref="AddressListParser"/> would read it the same, with ten times the work.
/// </summary>
internal static class SimpleAddress
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\"()\\[]:;,\t\r\n\0"u8);
    private static readonly SearchValues<byte> Bracket = SearchValues.Create("<>"u8);
    private static readonly SearchValues<byte> NotInMailbox = SearchValues.Create(" <>@"u8);

    /// <param name="value">The field's value with its line end, unfolded or not.</param>
    /// <returns>The address, or null where the field is not so simple.</returns>
    public static Address? TryRead(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.ContainsAny(Special))
            return null;
        var open = value.IndexOfAny(Bracket);
        if (open < 0)
            return TryRead(null, value);
        if (value[open] != (byte)'<' || value[^1] != (byte)'>')
            return null;
        var name = value[..open].TrimEnd((byte)' ');
        return name.Contains((byte)'@') || name.IndexOf("  "u8) >= 0
            ? null
            : TryRead(name.IsEmpty ? null : Text(name), value[(open + 1)..^1]);
    }

    private static Address? TryRead(string? name, ReadOnlySpan<byte> mailbox)
    {
        var at = mailbox.IndexOf((byte)'@');
        if (at <= 0 || at == mailbox.Length - 1)
            return null;
        var local = mailbox[..at];
        var host = mailbox[(at + 1)..];
        return local.ContainsAny(NotInMailbox) || host.ContainsAny(NotInMailbox) ? null : new Address(name, null, Text(local), Text(host));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
