using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// Dovecot takes a keyword that a SEARCH asks for, or a STORE names, for one of the mailbox's although no message has it, as long as one of its processes
/// has the mailbox in memory. Which keywords FLAGS and PERMANENTFLAGS name, and when again, is not compared; but each side must name a keyword before a message
/// has it (<see cref="Comparing.KeywordsHeard"/>), and at SELECT the fake server must name none that Dovecot does not.
/// </summary>
internal sealed class KeywordRule : INormalRule
{
    public string Name => "keywords of the mailbox";

    public string Reason => "Dovecot takes a keyword that SEARCH asks for, or STORE names, for one of the mailbox's although no message has it, as long as one of its processes has the mailbox in memory. Which keywords FLAGS and PERMANENTFLAGS name, and when again, is not compared; but here a keyword must be named before a message has it, and SELECT must name none that Dovecot does not.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Where(reply => memory.Verb is "SELECT" or "EXAMINE" || !IsTold(reply)).Select(reply => IsTold(reply) ? reply.Map(WithoutKeywords) : reply)];

    private static bool IsTold(Reply reply) => reply.Tag == "*" && (reply.Word == "FLAGS" || reply.Code?.Name == "PERMANENTFLAGS");

    private static Node WithoutKeywords(Node node) => node is Node.List list ? new Node.List([.. list.Items.Where(flag => flag.ToString().StartsWith('\\'))]) : node;
}
