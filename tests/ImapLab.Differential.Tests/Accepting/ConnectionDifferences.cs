using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

internal static class ConnectionDifferences
{
    private static readonly string[] NotServedYet =
    ["NOTIFY"];

    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new("capabilities", "Not served yet.", step => step.IsSameWith(WithoutCapabilities)),
        new(
            "ENABLED",
            "RFC 5161 section 3.2: ENABLED names what this command enabled, or nothing. Dovecot leaves it out where it would name nothing, and names again what was enabled before.",
            step => step.Verb == "ENABLE" && step.IsSameWith(reply => reply.Word == "ENABLED" ? null : reply)),
    ];

    private static Reply WithoutCapabilities(Reply reply) => reply.Word == "CAPABILITY"
        ? reply with { Nodes = Served(reply.Nodes) }
        : reply.Map(node => node is Node.Code { Name: "CAPABILITY" } code ? new Node.Code(Served(code.Items)) : node);

    private static List<Node> Served(IEnumerable<Node> names) => [.. names.Where(name => !NotServedYet.Contains(name.ToString()))];
}
