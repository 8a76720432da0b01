using ImapLab.Differential.Tests.Comparing;
using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Accepting;

internal static class ConnectionDifferences
{
    public static readonly IReadOnlyList<AcceptedDifference> All =
    [
        new(
            "ENABLED",
            "RFC 5161 section 3.2: ENABLED names what this command enabled, or nothing. Dovecot leaves it out where it would name nothing, and names again what was enabled before.",
            step => step.Verb == "ENABLE" && step.IsSameWith(reply => reply.Word == "ENABLED" ? null : reply)),
        new(
            "ENABLE before login",
            "Dovecot says that it enabled nothing; RFC 5161 section 3.1 allows the command after login only.",
            step => step is { Verb: "ENABLE", IsLoggedIn: false } && StepRecord.ConditionOf(step.FakeNormal) == "BAD" && step.RealNormal is [{ Word: "ENABLED" }, { Word: "OK" }]),
    ];
}
