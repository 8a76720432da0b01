using System.Buffers;
using ImapLab.Protocol.Mail;

namespace ImapLab.Server.Mime;

/// <summary>
/// The address field that nearly all mail has: one address, <c>name &lt;mailbox@host&gt;</c> or <c>mailbox@host</c>, with nothing in it that has to be
/// looked at twice. <see cref="AddressListParser"/> would read it the same, with ten times the work.
/// </summary>
internal static class SimpleAddress
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\"()\\[]:;,\t");
    private static readonly SearchValues<char> Bracket = SearchValues.Create("<>");
    private static readonly SearchValues<char> NotInMailbox = SearchValues.Create(" <>@");

    /// <returns>The address, or null where the field is not so simple.</returns>
    public static Address? TryRead(ReadOnlySpan<char> value)
    {
        if (value.ContainsAny(Special))
            return null;
        var open = value.IndexOfAny(Bracket);
        if (open < 0)
            return TryRead(null, value);
        if (value[open] != '<' || value[^1] != '>')
            return null;
        var name = value[..open].TrimEnd(' ');
        return name.Contains('@') || name.Contains("  ", StringComparison.Ordinal)
            ? null
            : TryRead(name.IsEmpty ? null : name.ToString(), value[(open + 1)..^1]);
    }

    private static Address? TryRead(string? name, ReadOnlySpan<char> mailbox)
    {
        var at = mailbox.IndexOf('@');
        if (at <= 0 || at == mailbox.Length - 1)
            return null;
        var local = mailbox[..at];
        var host = mailbox[(at + 1)..];
        return local.ContainsAny(NotInMailbox) || host.ContainsAny(NotInMailbox) ? null : new Address(name, null, local.ToString(), host.ToString());
    }
}
