namespace ImapLab.Protocol.Commands;

/// <summary>GETQUOTA (RFC 9208 section 4.1.1).</summary>
public sealed record GetQuotaCommand(string Tag, string Root) : ImapCommand(Tag, "GETQUOTA");

/// <summary>SETQUOTA (RFC 9208 section 4.1.3).</summary>
/// <param name="Limits">Resources in upper case, and what they are limited to.</param>
public sealed record SetQuotaCommand(string Tag, string Root, IReadOnlyList<KeyValuePair<string, ulong>> Limits) : ImapCommand(Tag, "SETQUOTA");
