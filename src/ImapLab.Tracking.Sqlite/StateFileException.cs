namespace ImapLab.Tracking.Sqlite;

/// <summary>A state file that cannot be used; the message says which, why, and what to do.</summary>
public sealed class StateFileException : Exception
{
    public StateFileException()
    {
    }

    public StateFileException(string message)
        : base(message)
    {
    }

    public StateFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
