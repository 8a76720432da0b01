using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Normalizing;

/// <summary>
/// Dovecot takes what it did not read of an APPEND that it refused, often no more than a line end, for a command of its own, and says BAD of that with the next one.
/// No client gains by that.
/// </summary>
internal sealed class StrayRule : INormalRule
{
    public string Name => "rest of a refused APPEND";

    public string Reason => "Dovecot takes what it did not read of an APPEND that it refused, often no more than a line end, for a command of its own, and says BAD of that with the next one: such a BAD, untagged or with another tag, is left out.";

    public IReadOnlyList<Reply> Apply(IReadOnlyList<Reply> replies, SideMemory memory) =>
        memory.IsReal && memory.IsLoggedIn && memory.Tag.Length > 0 ? [.. replies.Where(reply => reply.Word != "BAD" || reply.Tag == memory.Tag)] : replies;
}
