namespace ImapLab.Server.Mailboxes;

/// <summary>What searches find, where standards leave it open.</summary>
public sealed record SearchSemantics
{
    public static readonly SearchSemantics Standard = new();

    /// <summary>What a range of sequence numbers holds that begins above the last. Elsewhere than in a search that is an error.</summary>
    public RangeAboveLast NumberRangeAboveLast { get; init; } = RangeAboveLast.LastMessage;

    /// <summary>
    /// A message whose Date field is missing or cannot be read counts for SENTBEFORE and its like as sent at the start of 1970. Without
    /// this it matches none of them.
    /// </summary>
    public bool UndatedIsSentIn1970 { get; init; }

    /// <summary>A keyword that a client searches for is told it, and it alone, as one of the mailbox's, although no message has it.</summary>
    public bool KeywordsBecomeKnown { get; init; }
}
