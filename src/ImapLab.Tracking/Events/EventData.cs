using ImapLab.Protocol.Numbers;

namespace ImapLab.Tracking.Events;

/// <summary>What belongs to one kind of event.</summary>
public abstract record EventData;

/// <summary>The first baseline is taken; from here on changes are told.</summary>
public sealed record AccountInitializedData : EventData;

/// <summary>A message that a folder did not hold before.</summary>
/// <param name="Id">See <see cref="MessageKey"/>.</param>
/// <param name="Uid">Its UID in the folder's present epoch.</param>
public sealed record MessageNewData(string Id, Uid Uid) : EventData
{
    /// <summary>EMAILID (RFC 8474 section 5.1), where the server has it.</summary>
    public string? EmailId { get; init; }

    /// <summary>THREADID (RFC 8474 section 5.2), where the server has it.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The Message-ID with its angle brackets.</summary>
    public string? MessageId { get; init; }

    public string? Subject { get; init; }

    /// <summary>The first author.</summary>
    public EventAddress? From { get; init; }

    /// <summary>When it was written; when it arrived, where it does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Octets, as RFC822.SIZE tells.</summary>
    public long? Size { get; init; }

    /// <summary>The flags by their names on the wire; null where the server did not say, which is not the same as none.</summary>
    public NameSet? Flags { get; init; }

    /// <summary>The labels, where folders are labels: the server's own word (X-GM-LABELS). Null where it has none.</summary>
    public NameSet? Labels { get; init; }
}

/// <summary>A mail address and the name before it.</summary>
public sealed record EventAddress(string? Name, string? Address);

/// <summary>A message that a folder no longer holds, and what was known of it.</summary>
public sealed record MessageDeletedData(string Id, Uid Uid) : EventData
{
    public string? EmailId { get; init; }

    public string? MessageId { get; init; }

    /// <summary>
    /// Where folders are labels: false where it only lost this one and is still in the account, true where it is nowhere
    /// any more. Null where every folder keeps mail of its own, so that the question has no sense.
    /// </summary>
    public bool? Destroyed { get; init; }
}

/// <summary>A folder that appeared, went, or has another name.</summary>
/// <param name="Path">The whole name, decoded.</param>
/// <param name="Name">Its last level.</param>
/// <param name="SpecialUse">What it is for; null for none, which goes out as <c>false</c>.</param>
public sealed record MailboxData(string Path, string Name, string? SpecialUse) : EventData
{
    /// <summary>Its name before, where it was renamed.</summary>
    public string? PreviousPath { get; init; }
}

/// <summary>A folder whose UIDs are void: all that was learnt of it by UID is to be forgotten.</summary>
/// <param name="Reason">One of <see cref="ResetReasons"/>.</param>
public sealed record MailboxResetData(
    string Path,
    string Name,
    string? SpecialUse,
    UidValidity UidValidity,
    UidValidity PrevUidValidity,
    string Reason) : EventData;

/// <summary>Why a folder was reset.</summary>
public static class ResetReasons
{
    /// <summary>The server says so: UIDVALIDITY is another one.</summary>
    public const string UidValidityChange = "uidValidityChange";

    /// <summary>The server does not say so, but the same UIDs now name other messages.</summary>
    public const string UidsReassigned = "uidsReassigned";
}

/// <summary>Something that keeps the tracker from its work, or made it doubt.</summary>
/// <param name="Reason">A sentence for people.</param>
/// <param name="RetryIn">How long it waits before the next attempt; null where it does not wait.</param>
public sealed record ProblemData(string Reason, TimeSpan? RetryIn = null) : EventData;

/// <summary>Many messages of one folder went at once: an alarm beside their own events.</summary>
/// <param name="Count">How many, until now.</param>
/// <param name="Threshold">How many it takes to be told: more than that.</param>
/// <param name="Window">Within which time; it goes out in milliseconds.</param>
public sealed record MassDeletionData(int Count, int Threshold, TimeSpan Window) : EventData;

/// <summary>The data of an event that this tracker does not tell itself, as JSON.</summary>
public sealed record ForeignData(string Json) : EventData;
