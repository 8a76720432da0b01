using System.Globalization;
using ImapLab.Profiles.Yaml;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;

namespace ImapLab.Profiles;

/// <summary>A profile's limits: numbers of the plan, and quirks where a limit is a matter of when connections end.</summary>
internal sealed record ProfileLimits(ServerLimits Plan, IReadOnlyList<QuirkUse> Quirks)
{
    public static ProfileLimits Read(YamlNode? node)
    {
        var standard = new ServerLimits();
        if (node?.Map("limits", "connections", "session", "ban", "idle", "idle-heartbeat", "login", "message", "line", "bad-commands", "mailboxes", "mailbox-name", "mailbox-level", "mailbox-levels") is not { } map)
            return new ProfileLimits(standard, []);
        var line = map.Optional("line")?.Whole("a number of octets", least: 100);
        var plan = standard with
        {
            IdleHeartbeat = map.Optional("idle-heartbeat")?.Seconds(least: 1),
            Idle = map.Optional("idle")?.Seconds(least: 1) ?? standard.Idle,
            Unauthenticated = map.Optional("login")?.Seconds(least: 1) ?? standard.Unauthenticated,
            Message = map.Optional("message")?.Whole("a number of octets", least: 1) ?? standard.Message,
            BadCommands = map.Optional("bad-commands")?.Whole(least: 0) ?? standard.BadCommands,
            Mailboxes = map.Optional("mailboxes")?.Whole("a number of mailboxes", least: 1) ?? standard.Mailboxes,
            MailboxName = map.Optional("mailbox-name")?.Whole("a number of characters", least: 1) ?? standard.MailboxName,
            MailboxLevel = map.Optional("mailbox-level")?.Whole("a number of characters", least: 1) ?? standard.MailboxLevel,
            MailboxLevels = map.Optional("mailbox-levels")?.Whole("a number of levels", least: 1) ?? standard.MailboxLevels,
            AfterLogin = line is { } octets ? standard.AfterLogin with { Line = octets } : standard.AfterLogin,
        };
        return new ProfileLimits(plan, [.. Connections(map.Optional("connections")), .. Session(map.Optional("session")), .. Ban(map.Optional("ban"))]);
    }

    private static IEnumerable<QuirkUse> Connections(YamlNode? node) =>
        node?.Map("a limit of connections", "max", "refusal", "bye") is { } map
            ? [Use(ConnectionLimit.Description, map, "max", "refusal", "bye")]
            : [];

    /// <summary>How long a session lives at most.</summary>
    private static IEnumerable<QuirkUse> Session(YamlNode? node) =>
        node?.Seconds(least: 1) is { } after
            ? [new QuirkUse(ClosesAfterLogin.Description.Id, new Dictionary<string, string> { ["seconds"] = after.TotalSeconds.ToString(CultureInfo.InvariantCulture) }, node.Place)]
            : [];

    private static IEnumerable<QuirkUse> Ban(YamlNode? node) =>
        node?.Map("a ban", "after", "for", "refusal", "bye") is { } map
            ? [Use(BanAfterUse.Description, map, "after", "for", "refusal", "bye")]
            : [];

    private static QuirkUse Use(QuirkDescription quirk, YamlMap map, params string[] parameters)
    {
        var given = parameters.Select(name => (Name: name, Node: map.Optional(name))).Where(parameter => parameter.Node is not null).ToList();
        return new QuirkUse(quirk.Id, given.ToDictionary(parameter => parameter.Name, parameter => parameter.Node!.Text() ?? ""), map.Place)
        {
            ParameterPlaces = given.ToDictionary(parameter => parameter.Name, parameter => parameter.Node!.Place),
        };
    }
}
