using ImapLab.Protocol.Mail;

namespace ImapLab.Tracking.Events;

/// <summary>
/// One thing that a tracker tells: the envelope that all events share. <see cref="EventJson"/> is its form on the wire.
/// </summary>
/// <param name="Account">The account's name, as the user gave it.</param>
/// <param name="Date">When the tracker found it out; not when it happened.</param>
/// <param name="Path">The folder it is about, decoded; null where it concerns the whole account.</param>
/// <param name="SpecialUse">What that folder is for, such as <c>\Inbox</c> or <c>\Sent</c>; null for none.</param>
/// <param name="Event">One of <see cref="EventNames"/>, or the name that a foreign tracker gave.</param>
/// <param name="EventId">The same at each redelivery, so that a consumer can drop the second copy.</param>
/// <param name="Data">What belongs to this kind of event.</param>
public sealed record TrackerEvent(
    string Account,
    DateTimeOffset Date,
    string? Path,
    string? SpecialUse,
    string Event,
    string EventId,
    EventData Data)
{
    /// <summary>The name under which events speak of a folder's use: SPECIAL-USE's attributes, and <c>\Inbox</c>.</summary>
    public static string? SpecialUseOf(FolderRole role) => role == FolderRole.Inbox ? "\\Inbox" : role.Attribute();
}
