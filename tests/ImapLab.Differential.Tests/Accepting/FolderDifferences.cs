using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Normalizing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

/// <summary>LIST and LSUB.</summary>
internal static class FolderDifferences
{
    private static readonly string[] Existence = ["\\NonExistent", "\\Noselect", "\\HasChildren", "\\HasNoChildren"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "index of names",
            "A name that is only a parent, because its mailbox was deleted, is \\NonExistent; Dovecot's index of names often does not know and tells it as a mailbox. The names are the same.",
            step => step.Verb is "LIST" or "LSUB" && step.RealNormal.Any(reply => reply.Word is "LIST" or "LSUB") && step.IsSameWith(reply => reply.Word is "LIST" or "LSUB" ? reply.Map(WithoutExistence) : reply))
        {
            IsRare = true,
        },
        new(
            "a name that was just made",
            "Where another client has made Dovecot write its index of names, a mailbox that was created in that moment may stay out of it. All other names are the same.",
            step => step.Verb == "LIST" && step.LastMade.Length > 0 && (step with { FakeNormal = [.. step.FakeNormal.Where(reply => reply.Word != "LIST" || MailboxWord.Of(reply.Nodes[^1]) != step.LastMade)] }).IsSame)
        {
            PartsWays = _ => true,
            IsRare = true,
        },
    ];

    private static Node WithoutExistence(Node node) => node is Node.List list ? new Node.List([.. list.Items.Where(item => !Existence.Any(item.IsAtom))]) : node;
}
