namespace ImapLab.SystemPrograms;

/// <summary>How a private Dovecot is to be set up, where that is not always the same.</summary>
public sealed record DovecotOptions
{
    /// <summary>Where and how mail is kept, in Dovecot's words.</summary>
    public string Location { get; init; } = "maildir:~/mail";

    /// <summary>What parts the levels of a mailbox name; null for what goes with <see cref="Location"/>.</summary>
    public char? Separator { get; init; } = '/';

    /// <summary>What it advertises in place of all it can do.</summary>
    public string? Capability { get; init; }

    /// <summary>Further lines of its configuration.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Where its files are to be; null for where temporary files are.</summary>
    public string? Folder { get; init; }
}
