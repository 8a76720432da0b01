namespace ImapLab.Tracking.Ports;

/// <summary>Why a server could not be asked, or would not answer.</summary>
public enum SourceFault
{
    /// <summary>No connection came about, or it is gone. Whether the last command was carried out is unknown.</summary>
    Connection,

    /// <summary>The server does not accept the credentials.</summary>
    Authentication,

    /// <summary>The server lets nobody in now: too many connections or logins, or a ban. The credentials were not judged.</summary>
    Crowded,

    /// <summary>A tagged NO or BAD: the connection stands.</summary>
    Refused,

    /// <summary>A tagged NO that speaks of the moment, not of the question: later it may be a yes.</summary>
    RefusedForNow,
}

/// <summary>The server, or the way to it, stands in the way.</summary>
public sealed class SourceException : Exception
{
    public SourceException()
    {
    }

    public SourceException(string message)
        : base(message)
    {
    }

    public SourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SourceException(SourceFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Fault = fault;
    }

    public SourceFault Fault { get; }

    /// <summary>The response code before the text, in upper case, such as <c>NONEXISTENT</c>; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the server asks for fewer commands, not only for this one at another time.</summary>
    public bool IsThrottle { get; init; }

    /// <summary>How long the server asks us to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the connection can be used further.</summary>
    public bool LeavesConnection => Fault is SourceFault.Refused or SourceFault.RefusedForNow;
}
