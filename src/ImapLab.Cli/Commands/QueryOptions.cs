using System.CommandLine;
using System.Globalization;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Commands;

/// <summary>The options that choose among the events of a history.</summary>
internal sealed class QueryOptions
{
    private const string Times = "a time such as 2026-01-15, 2026-01-15T10:30:00Z, or 90m, 24h or 7d ago";

    private readonly Option<string> _state = new("--state") { Description = "The state file of `imaplab track`. It may be in use.", HelpName = "FILE", Required = true };
    private readonly Option<string[]> _folders = new("--folder") { Description = "Only of folders that fit a pattern with * and ?. May be repeated.", HelpName = "GLOB", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _since = new("--since") { Description = "From a time on, such as 2026-01-15T10:30:00Z (UTC where it does not say), 90m, 24h or 7d ago; or from an event's number on.", HelpName = "TIME|NUMBER" };
    private readonly Option<string?> _until = new("--until") { Description = "Before a time.", HelpName = "TIME" };
    private readonly Option<string[]> _events = new("--event") { Description = "Only events of a kind, such as messageDeleted. May be repeated.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };

    public void AddTo(Command command, bool withEvents = true)
    {
        command.Add(_state);
        command.Add(_folders);
        command.Add(_since);
        command.Add(_until);
        if (withEvents)
            command.Add(_events);
    }

    public void RequireSince() => _since.Required = true;

    /// <exception cref="BadInputException">It is no history that can be read.</exception>
    public EventHistory Open(ParseResult parsed)
    {
        try
        {
            return EventHistory.Open(parsed.GetRequiredValue(_state));
        }
        catch (StateFileException unusable)
        {
            throw new BadInputException($"--state: {unusable.Message}", unusable);
        }
    }

    /// <exception cref="BadInputException">A time is none, or a kind of event unknown.</exception>
    public EventQuery Read(ParseResult parsed, DateTimeOffset now, bool withEvents = true)
    {
        var events = withEvents ? parsed.GetValue(_events) ?? [] : [];
        foreach (var unknown in events.Where(name => !EventNames.All.Contains(name, StringComparer.Ordinal)))
            throw new BadInputException($"--event {unknown}: expected one of {string.Join(", ", EventNames.All)}.");
        var query = new EventQuery { Folders = parsed.GetValue(_folders) ?? [], Events = events };
        if (parsed.GetValue(_since) is { } since)
        {
            query = withEvents && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? query with { FromSequence = number }
                : query with { Since = Time("--since", since, now) };
        }

        if (parsed.GetValue(_until) is { } until)
            query = query with { Until = Time("--until", until, now) };
        return query is { Since: { } from, Until: { } to } && from >= to
            ? throw new BadInputException("--since and --until: expected --since to be earlier.")
            : query;
    }

    private static DateTimeOffset Time(string option, string text, DateTimeOffset now)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            var unit = text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                _ => TimeSpan.Zero,
            };
            if (unit > TimeSpan.Zero && count * unit.TotalDays < 36_500)
                return now - (count * unit);
        }

        return text.Length >= 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new BadInputException($"{option} {text}: expected {Times}.");
    }
}
