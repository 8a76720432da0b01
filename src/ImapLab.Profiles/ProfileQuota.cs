using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Mail;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Plans;

namespace ImapLab.Profiles;

/// <summary>What accounts of a profile may use.</summary>
internal static class ProfileQuota
{
    public static IReadOnlyList<QuotaPlan> Read(YamlNode? node)
    {
        var plans = new List<QuotaPlan>();
        foreach (var item in node?.Items("a list of quota roots") ?? [])
        {
            if (item.Map("a quota root", "root", "storage", "messages", "mailboxes", "under", "soft", "warn-at") is not { } map)
                continue;
            var plan = new QuotaPlan(map.Optional("root")?.Line() ?? "")
            {
                Limits = Limits(map),
                Under = map.Optional("under")?.Text("a mailbox's name") is { } name ? new MailboxName(name) : null,
                IsSoft = map.Optional("soft")?.Flag() ?? false,
                WarnAt = map.Optional("warn-at")?.Whole("a whole number of percent", least: 1, most: 100),
            };
            if (plans.Exists(other => other.Root == plan.Root))
                item.Reject($"each quota root once; \"{plan.Root}\" is there already");
            plans.Add(plan);
        }

        return plans;
    }

    private static Dictionary<QuotaResource, ulong> Limits(YamlMap map)
    {
        var limits = new Dictionary<QuotaResource, ulong>();
        foreach (var (key, resource) in new[] { ("storage", QuotaResource.Storage), ("messages", QuotaResource.Message), ("mailboxes", QuotaResource.Mailbox) })
        {
            if (map.Optional(key)?.Whole() is { } limit)
                limits[resource] = (ulong)limit;
        }

        return limits;
    }
}
