using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>A message that left one folder for another: one event in place of a deletion here and a new message there.</summary>
/// <param name="Id">Its id from now on: see <see cref="MessageKey"/>.</param>
/// <param name="Uid">Its UID from now on.</param>
/// <param name="PreviousPath">The folder that it left; the envelope names the one it came to.</param>
/// <param name="PreviousId">Its id until now.</param>
/// <param name="PreviousUid">Its UID until now.</param>
/// <param name="Evidence">By what it was known again: one of <see cref="MoveEvidence"/>.</param>
public sealed record MessageMovedData(string Id, Uid Uid, string PreviousPath, string PreviousId, Uid PreviousUid, string Evidence) : EventData
{
    public string? EmailId { get; init; }

    public string? ThreadId { get; init; }

    public string? MessageId { get; init; }

    /// <summary>Its flags in the new folder, where they were told: on the way they may have changed.</summary>
    public NameSet? Flags { get; init; }

    /// <summary>Its labels now, where folders are labels.</summary>
    public NameSet? Labels { get; init; }
}

/// <summary>By what a message that moved was known again, from the surest to the weakest.</summary>
public static class MoveEvidence
{
    /// <summary>EMAILID (RFC 8474 section 5.1).</summary>
    public const string EmailId = "emailId";

    /// <summary>X-GM-MSGID.</summary>
    public const string GmMsgId = "gmailId";

    /// <summary>Message-ID, size and arrival date together.</summary>
    public const string MessageId = "messageId";
}
