using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>\Marked and \Unmarked are guesses that a server makes or does not (RFC 9051 section 7.3.1); Dovecot makes one of a folder that it has looked into before.</summary>
internal sealed class MarkedRule : INormalRule
{
    public string Name => "\\Marked and \\Unmarked";

    public string Reason => "\\Marked and \\Unmarked are guesses that a server makes or does not (RFC 9051 section 7.3.1).";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        [.. replies.Select(reply => reply.Word == "LIST" ? reply.Map(node => node is Node.List list ? new Node.List([.. list.Items.Where(item => !item.IsAtom("\\Marked") && !item.IsAtom("\\Unmarked"))]) : node) : reply)];
}
