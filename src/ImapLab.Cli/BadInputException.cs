namespace ImapLab.Cli;

/// <summary>What the user gave cannot be used. The message goes to stderr as it is, and the process ends with <see cref="ExitCodes.BadInput"/>.</summary>
internal sealed class BadInputException : Exception
{
    public BadInputException()
    {
    }

    public BadInputException(string message)
        : base(message)
    {
    }

    public BadInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
