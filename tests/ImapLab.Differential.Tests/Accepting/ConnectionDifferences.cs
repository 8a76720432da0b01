using ImapLab.Differential.Tests.Comparing;
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
        new(
            "ENABLE before login",
            "Dovecot says that it enabled nothing; RFC 5161 section 3.1 allows the command after login only.",
            step => step is { Verb: "ENABLE", IsLoggedIn: false } && StepRecord.ConditionOf(step.FakeNormal) == "BAD" && step.RealNormal is [{ Word: "ENABLED" }, { Word: "OK" }]),
    ];

    private static Reply WithoutCapabilities(Reply reply) => reply.Word == "CAPABILITY"
        ? reply with { Nodes = Served(reply.Nodes) }
        : reply.Map(node => node is Node.Code { Name: "CAPABILITY" } code ? new Node.Code(Served(code.Items)) : node);

    private static List<Node> Served(IEnumerable<Node> names) => [.. names.Where(name => !NotServedYet.Contains(name.ToString()))];
}
