using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Server.Tests.Sync.Notifying;

/// <summary>Plans of servers with NOTIFY.</summary>
internal static class NotifyPlans
{
    /// <summary>With all that NOTIFY has to do with.</summary>
    public static readonly ServerPlan All = SyncPlans.With(SyncPlans.All, "NOTIFY", "METADATA", "ACL", "UIDONLY", "UNAUTHENTICATE");

    public static ServerPlan Where(NotifySemantics semantics) => SyncPlans.Where(All, session => session with { Notify = semantics });

    public static ServerPlan AtMost(int notifications) => All with { Limits = All.Limits with { Notifications = notifications } };
}
