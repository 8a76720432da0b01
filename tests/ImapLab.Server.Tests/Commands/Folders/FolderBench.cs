using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Commands.Folders;

/// <summary>Servers for tests of mailboxes by name.</summary>
internal static class FolderBench
{
    /// <summary>A server that has some capabilities beside those of the bench.</summary>
    public static ServerPlan With(params string[] capabilities) => ServerBench.Full with
    {
        Capabilities = ServerBench.Full.Capabilities with { AfterLogin = [.. ServerBench.Full.Capabilities.AfterLogin, .. capabilities] },
    };

    public static ServerPlan With(this ServerPlan plan, FolderSemantics folders) => plan with { Semantics = plan.Semantics with { Folders = folders } };

    public static ServerPlan With(this ServerPlan plan, ListSemantics list) => plan with { Semantics = plan.Semantics with { List = list } };

    /// <summary>Only these folders, nobody subscribed to them, and INBOX.</summary>
    public static ServerPlan Having(this ServerPlan plan, params string[] names) => plan with
    {
        Folders = [.. names.Prepend("INBOX").Select(name => new FolderPlan(new MailboxName(name), FolderRole.None, []) { IsSubscribed = false })],
    };

    /// <summary>The attributes and names of the LIST or LSUB replies in an answer, one a line.</summary>
    public static string Rows(this string answer) => string.Join('\n', answer.Split('\n')
        .Where(line => line.StartsWith("* L", StringComparison.Ordinal) || line.StartsWith("* XL", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf('(', StringComparison.Ordinal))..].Replace("\"/\" ", "", StringComparison.Ordinal)));
}
