using System.Globalization;
using ImapLab.Profiles.Yaml;
using ImapLab.Protocol.Wire;
using ImapLab.Server.Plans;
using ImapLab.Server.Quirks;

namespace ImapLab.Profiles;

/// <summary>A profile's limits: numbers of the plan, and quirks where a limit is a matter of when connections end.</summary>
internal sealed record ProfileLimits(ServerLimits Plan, IReadOnlyList<QuirkUse> Quirks)
{
    private const int DeepestNesting = 1000;

    private static readonly string[] Keys =
    [
        "connections", "session", "ban", "idle", "idle-heartbeat", "login", "unread", "pending-output", "line", "literal", "literals", "all-literals", "arguments", "before-login",
        "nesting", "message", "bad-commands", "progress-every", "notifications", "mailboxes", "mailbox-name", "mailbox-level", "mailbox-levels", "acl-entries",
    ];

    public static ProfileLimits Read(YamlNode? node)
    {
        var standard = new ServerLimits();
        if (node?.Map("limits", Keys) is not { } map)
            return new ProfileLimits(standard, []);
        var plan = standard with
        {
            IdleHeartbeat = map.Optional("idle-heartbeat")?.Seconds(least: 1),
            Idle = map.Optional("idle")?.Seconds(least: 1) ?? standard.Idle,
            Unauthenticated = map.Optional("login")?.Seconds(least: 1) ?? standard.Unauthenticated,
            Unread = map.Optional("unread")?.Seconds(least: 1) ?? standard.Unread,
            PendingOutput = map.Optional("pending-output")?.Whole("a number of octets", least: 1024) ?? standard.PendingOutput,
            Nesting = map.Optional("nesting")?.Whole("a number of levels", least: 1, most: DeepestNesting) ?? standard.Nesting,
            Message = map.Optional("message")?.Whole("a number of octets", least: 1) ?? standard.Message,
            BadCommands = map.Optional("bad-commands")?.Whole(least: 0) ?? standard.BadCommands,
            Notifications = map.Optional("notifications")?.Whole("a number of notifications", least: 0) ?? standard.Notifications,
            ProgressEvery = map.Optional("progress-every")?.Whole("a number of messages", least: 1) ?? standard.ProgressEvery,
            Mailboxes = map.Optional("mailboxes")?.Whole("a number of mailboxes", least: 1) ?? standard.Mailboxes,
            MailboxName = map.Optional("mailbox-name")?.Whole("a number of characters", least: 1) ?? standard.MailboxName,
            MailboxLevel = map.Optional("mailbox-level")?.Whole("a number of characters", least: 1) ?? standard.MailboxLevel,
            MailboxLevels = map.Optional("mailbox-levels")?.Whole("a number of levels", least: 1) ?? standard.MailboxLevels,
            Arguments = map.Optional("arguments")?.Whole("a number of octets", least: 1) ?? standard.Arguments,
            AclEntries = map.Optional("acl-entries")?.Whole("a number of identifiers", least: 1) ?? standard.AclEntries,
            AfterLogin = Room(map, standard.AfterLogin),
        };
        if (map.Optional("before-login")?.Map("limits before login", "line", "literal", "literals", "all-literals", "bad-commands") is { } early)
            plan = plan with { BeforeLogin = Room(early, standard.BeforeLogin), BadCommandsBeforeLogin = early.Optional("bad-commands")?.Whole(least: 0) };
        Contradictions(map, plan);
        return new ProfileLimits(plan, [.. Connections(map.Optional("connections")), .. Session(map.Optional("session")), .. Ban(map.Optional("ban"))]);
    }

    private static FramerLimits Room(YamlMap map, FramerLimits standard)
    {
        var literal = map.Optional("literal")?.Whole("a number of octets", least: 1);
        return new FramerLimits(
            map.Optional("line")?.Whole("a number of octets", least: 100) ?? standard.Line,
            literal ?? standard.Literal,
            map.Optional("literals")?.Whole("a number of literals", least: 1) ?? standard.Literals,
            map.Optional("all-literals")?.Whole("a number of octets", least: 1) ?? Math.Max(standard.AllLiterals, literal ?? 0));
    }

    /// <summary>A limit that another one keeps from ever being reached is a mistake.</summary>
    private static void Contradictions(YamlMap map, ServerLimits plan)
    {
        if (map.Optional("all-literals") is { } all && plan.AfterLogin.AllLiterals < plan.AfterLogin.Literal)
            all.Reject($"no less than one literal may have, which is {plan.AfterLogin.Literal}");
        if (map.Optional("message") is { } message && plan.Message > plan.AfterLogin.Literal)
            message.Reject($"no more than one literal may have, which is {plan.AfterLogin.Literal}");
        if (map.Optional("mailbox-level") is { } level && plan.MailboxLevel > plan.MailboxName)
            level.Reject($"no more than a whole name may have, which is {plan.MailboxName}");
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
