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

    public Uid? PreviousUid { get; init; }

    public UidValidity? To { get; init; }

    public UidValidity? From { get; init; }

    /// <summary>Where it stands in the tracker's stream; 0 for a scenario's.</summary>
    public int Index { get; init; }

    /// <summary>The last change in the account when it was told.</summary>
    public long ToldAt { get; init; }

    public override string ToString()
    {
        var what = Uid is { } uid ? $" uid {uid}" : Message is { } number ? $" message {number}" : "";
        var where = Path is null ? "" : $" {Path}";
        var from = PreviousPath is null ? "" : $" from {PreviousPath}";
        var epochs = To is { } to ? $" uidvalidity {(From is { } before ? $"{before} to " : "")}{to}" : "";
        return $"{Kind}{where}{what}{from}{epochs}";
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
                return [tale with { Uid = message.Uid, MessageId = message.MessageId }];
            case MessageDeletedData message:
                return [tale with { Uid = message.Uid, MessageId = message.MessageId }];
            case MailboxResetData reset:
                return [tale with { To = Known(reset.UidValidity), From = Known(reset.PrevUidValidity) }];
            case ForeignData foreign:
                return ForeignTales.Read(tale, foreign);
            default:
                return [tale];
        }
    }

    private static UidValidity? Known(UidValidity epoch) => epoch == default ? null : epoch;
}
