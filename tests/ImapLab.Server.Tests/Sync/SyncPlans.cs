using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;
using ImapLab.Server.Tests.Bench;

namespace ImapLab.Server.Tests.Sync;

/// <summary>Plans of servers that differ in how they keep a client up to date.</summary>
internal static class SyncPlans
{
    /// <summary>All that this folder tests, advertised.</summary>
    public static readonly ServerPlan All = With(ServerBench.Full, "QRESYNC");

    public static ServerPlan With(ServerPlan plan, params string[] capabilities) => plan with
    {
        Capabilities = plan.Capabilities with { AfterLogin = [.. plan.Capabilities.AfterLogin, .. capabilities] },
    };

    public static ServerPlan Where(Func<SessionSemantics, SessionSemantics> differs) => Where(All, differs);

    public static ServerPlan Where(ServerPlan plan, Func<SessionSemantics, SessionSemantics> differs) =>
        plan with { Semantics = plan.Semantics with { Session = differs(plan.Semantics.Session) } };
}
