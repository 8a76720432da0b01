namespace ImapLab.Cli.Tracking;

/// <summary>Standard output takes no more.</summary>
internal sealed class OutputClosedException(IOException why) : IOException(why.Message, why);
