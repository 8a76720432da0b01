namespace ImapLab.Differential.Tests.Accepting;

/// <summary>A way in which a command is wrong by RFC 9051 section 9, and that Dovecot does not mind.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Is">Whether a command, by its name and its text, is wrong in this way.</param>
internal sealed record LaxShape(string Name, Func<string, string, bool> Is);
