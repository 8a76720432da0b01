using ImapLab.Protocol.Mail;
using ImapLab.Tracking.Accounts;
using ImapLab.Tracking.Events;
using ImapLab.Tracking.Ports;

namespace ImapLab.Tracking.Moves;

/// <summary>A message that came or left, and may be one half of a move: it is stored, and not told yet.</summary>
/// <param name="Folder">The folder it came to or left.</param>
/// <param name="Place">The number and UID that its id is made of. After a reset the number is that of the epoch before.</param>
/// <param name="Data">What is told of it where it turns out to be no move.</param>
/// <param name="Identity">By what the other half is known.</param>
/// <param name="Key">What both halves of a move have in common; null where too little is known to say.</param>
internal sealed record MoveHalf(FolderRecord Folder, MessagePlace Place, EventData Data, MessageIdentity? Identity, string? Key)
{
    /// <summary>Whether it came; else it left.</summary>
    public bool IsArrival => Data is MessageNewData;

    /// <summary>When it was found, by the order of things.</summary>
    public long Tick { get; init; }

    /// <summary>When it was found, by the clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The folders that held the same message when it came: one of them may be about to lose it.</summary>
    public IReadOnlyList<int> Twins { get; init; } = [];

    public Tiding Tiding => new(IsArrival ? EventNames.MessageNew : EventNames.MessageDeleted, Folder, Data) { Identity = Identity };
}

/// <summary>What the two halves of a move have in common.</summary>
internal static class MoveKey
{
    /// <summary>
    /// EMAILID alone; without it Message-ID, size and arrival date together, for Message-IDs come twice, and a message
    /// without one is like many others.
    /// </summary>
    /// <param name="identity">What is known of the message.</param>
    /// <param name="role">What its folder is for.</param>
    /// <param name="hasLabels">
    /// Whether folders are labels. A message then is in one place of three, all mail, trash or junk, and has labels
    /// besides: it moves from place to place, and from label to label, but not from one to the other.
    /// </param>
    public static string? Of(MessageIdentity? identity, FolderRole role, bool hasLabels)
    {
        var kind = !hasLabels ? "" : IsPlace(role) ? "place " : "label ";
        return identity switch
        {
            { EmailId: { } id } => $"{kind}{id}",
            { IsComplete: true } => FormattableString.Invariant($"{kind}{identity.Size} {identity.InternalDate!.Value.UtcTicks} {identity.MessageId}"),
            _ => null,
        };
    }

    public static bool IsPlace(FolderRole role) => role is FolderRole.All or FolderRole.Trash or FolderRole.Junk;
}
