using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Tracking.Events;

namespace ImapLab.Scenarios.Oracle;

/// <summary>
/// What somebody says has happened: a tracker, which names messages by UID, or a scenario, which names them by number.
/// What is null is not said.
/// </summary>
internal sealed record Tale(string Kind, string? Path)
{
    public Uid? Uid { get; init; }

    public int? Message { get; init; }

    public string? MessageId { get; init; }

    public string? PreviousPath { get; init; }

    /// <summary>One half of a move: the other half has the same <see cref="Index"/>.</summary>
    public bool IsMove { get; init; }

    /// <summary>All flags, as told.</summary>
    public NameSet? Flags { get; init; }

    /// <summary>How the flags changed, as told.</summary>
    public NameChange? FlagChange { get; init; }

    /// <summary>All labels, as told.</summary>
    public NameSet? Labels { get; init; }

    public string? ThreadId { get; init; }

    /// <summary>Whether the message is said to be nowhere any more.</summary>
    public bool? Destroyed { get; init; }

    public UidValidity? To { get; init; }

    public UidValidity? From { get; init; }

    /// <summary>Where it stands in the tracker's stream; 0 for a scenario's.</summary>
    public int Index { get; init; }

    /// <summary>The last change in the account when it was told.</summary>
    public long ToldAt { get; init; }

    public override string ToString()
    {
        var moved = IsMove ? " (of a move)" : "";
        var what = Uid is { } uid ? $" uid {uid}" : Message is { } number ? $" message {number}" : "";
        var where = Path is null ? "" : $" {Path}";
        var from = PreviousPath is null ? "" : $" from {PreviousPath}";
        var epochs = To is { } to ? $" uidvalidity {(From is { } before ? $"{before} to " : "")}{to}" : "";
        var change = FlagChange is null ? "" : $" {Signed('+', FlagChange.Added)}{Signed('-', FlagChange.Deleted)}".TrimEnd();
        return $"{Kind}{where}{what}{from}{epochs}{change}{moved}";
    }

    /// <summary>A tracker's event as a tale. <c>messageMoved</c> is two: new here, deleted there.</summary>
    public static IEnumerable<Tale> Of(ObservedEvent observed)
    {
        var told = observed.Event;
        var path = told.Path is { Length: > 0 } text ? new MailboxName(text).Text : null;
        var tale = new Tale(told.Event, path) { Index = observed.Index, ToldAt = observed.Ordinal };
        switch (told.Data)
        {
            case MessageNewData message:
                return [tale with { Uid = message.Uid, MessageId = message.MessageId, Flags = message.Flags, Labels = message.Labels, ThreadId = message.ThreadId }];
            case MessageDeletedData message:
                return [tale with { Uid = message.Uid, MessageId = message.MessageId, Destroyed = message.Destroyed }];
            case MessageMovedData message:
                return Halves(tale with { Uid = message.Uid, MessageId = message.MessageId, Flags = message.Flags, Labels = message.Labels, ThreadId = message.ThreadId }, message.PreviousPath, message.PreviousUid);
            case MessageUpdatedData message:
                return [tale with { Uid = message.Uid, FlagChange = message.Flags, Flags = message.Flags?.Value, Labels = message.Labels?.Value }];
            case MailboxData { PreviousPath: { Length: > 0 } before }:
                return [tale with { PreviousPath = new MailboxName(before).Text }];
            case MailboxResetData reset:
                return [tale with { To = Known(reset.UidValidity), From = Known(reset.PrevUidValidity) }];
            case ForeignData foreign:
                return ForeignTales.Read(tale, foreign);
            default:
                return [tale];
        }
    }

    /// <summary>New first: the order in which a move keeps its message in sight.</summary>
    public static IEnumerable<Tale> Halves(Tale moved, string? previousPath, Uid? previousUid)
    {
        moved = moved with { IsMove = true };
        var left = moved with { Path = previousPath is { Length: > 0 } path ? new MailboxName(path).Text : null, Uid = previousUid, Flags = null, Labels = null, ThreadId = null };
        return [moved with { Kind = EventNames.MessageNew }, left with { Kind = EventNames.MessageDeleted }];
    }

    private static string Signed(char sign, NameSet names) =>
        string.Concat(names.Order(StringComparer.OrdinalIgnoreCase).Select(name => $"{sign}{name} "));

    private static UidValidity? Known(UidValidity epoch) => epoch == default ? null : epoch;
}
