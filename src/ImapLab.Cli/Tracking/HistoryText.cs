using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;
using ImapLab.Tracking.Sqlite;

namespace ImapLab.Cli.Tracking;

/// <summary>A history's entries, as lines for people and as JSON.</summary>
internal static class HistoryText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(OutboxEntry told) =>
        Clean(string.Create(CultureInfo.InvariantCulture, $"{told.Sequence,8}  {Time(told.At)}  {told.Event,-18}  {told.Path ?? "-",-20}  {Detail(told)}"));

    public static string Of(GoneMessage gone) => Clean(string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(gone.At)}  {gone.Path,-20}  uid {gone.Place.Uid.Value,-8}  {gone.Proof,-14}  {gone.Identity?.MessageId ?? "-"}  {gone.From}  {gone.Subject}"));

    public static string JsonOf(GoneMessage gone)
    {
        var json = new JsonObject
        {
            ["path"] = gone.Path,
            ["id"] = MessageKey.Encode(gone.Place.Folder, gone.Place.Uid),
            ["uid"] = gone.Place.Uid.Value,
            ["deletedAt"] = Time(gone.At),
            ["lastSeen"] = gone.LastSeen is { } seen ? Time(seen) : null,
            ["proof"] = JsonNamingPolicy.CamelCase.ConvertName(gone.Proof.ToString()),
            ["messageId"] = gone.Identity?.MessageId,
            ["emailId"] = gone.Identity?.EmailId,
            ["threadId"] = gone.Identity?.ThreadId,
            ["size"] = gone.Identity?.Size,
            ["internalDate"] = gone.Identity?.InternalDate is { } date ? Time(date) : null,
            ["subject"] = gone.Subject,
            ["from"] = gone.From,
            ["flags"] = Names(gone.Marks.Flags),
            ["labels"] = Names(gone.Marks.Labels),
        };
        foreach (var unknown in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
            json.Remove(unknown);
        return json.ToJsonString(Format);
    }

    public static IEnumerable<string> Of(SinkProgress sink, IReadOnlyList<ParkedEvent> parked) => parked
        .Select(set => $"  set aside: {Of(set.Entry).TrimStart()}  {set.Why}")
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"{sink.Name}: past event {sink.Cursor}, {sink.Waiting} waiting, {sink.Parked} set aside"));

    public static string JsonOf(SinkProgress sink, IReadOnlyList<ParkedEvent> parked) => new JsonObject
    {
        ["sink"] = sink.Name,
        ["cursor"] = sink.Cursor,
        ["waiting"] = sink.Waiting,
        ["parked"] = new JsonArray([.. parked.Select(set => new JsonObject { ["sequence"] = set.Entry.Sequence, ["eventId"] = set.Entry.EventId, ["reason"] = set.Why })]),
    }.ToJsonString(Format);

    private static string Detail(OutboxEntry told) => EventJson.Read(told.Json).Data switch
    {
        MessageNewData message => $"uid {message.Uid}  {message.MessageId}  {message.From?.Address}  {message.Subject}",
        MessageDeletedData message => $"uid {message.Uid}  {message.MessageId}",
        MessageMovedData message => $"uid {message.Uid}  from {message.PreviousPath}  {message.MessageId}",
        MessageUpdatedData message => $"uid {message.Uid}",
        MailboxData { PreviousPath: { } previous } => $"from {previous}",
        MailboxResetData reset => $"{reset.Reason}: {reset.PrevUidValidity} to {reset.UidValidity}",
        MassDeletionData mass => string.Create(CultureInfo.InvariantCulture, $"{mass.Count} messages in {mass.Window.TotalSeconds:0} seconds"),
        ProblemData problem => problem.Reason,
        _ => "",
    };

    private static JsonArray? Names(NameSet? names) => names is null ? null : [.. names.Select(name => JsonValue.Create(name))];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Mail is written by strangers: what it says must not move a terminal's cursor.</summary>
    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var character in line.TrimEnd())
            clean.Append(char.IsControl(character) ? '?' : character);
        return clean.ToString();
    }
}
