namespace ImapLab.Protocol.Mail;

/// <summary>
/// One address of an envelope (RFC 9051 section 7.5.2). Texts are the header's own bytes, Latin-1: one char is one byte, encoded
/// words stay encoded. A null <paramref name="Host"/> marks group syntax: with a mailbox the start of the group of that name,
/// without one the end of the group.
/// </summary>
/// <param name="Name">The display name without its quotes, or null.</param>
/// <param name="Route">The obsolete source route (RFC 5322 section 4.4), or null.</param>
/// <param name="Mailbox">The part before the <c>@</c>, a group's name, or null at the end of a group.</param>
/// <param name="Host">The domain, or null for group syntax.</param>
public sealed record Address(string? Name, string? Route, string? Mailbox, string? Host)
{
    public static readonly Address GroupEnd = new(null, null, null, null);

    public static Address GroupStart(string name) => new(null, null, name, null);
}
