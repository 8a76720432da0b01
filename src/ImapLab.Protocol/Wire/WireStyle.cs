namespace ImapLab.Protocol.Wire;

/// <summary>How a server spells what it says: none of it changes the meaning, all of it has broken clients.</summary>
public sealed record WireStyle
{
    public static readonly WireStyle Plain = new();

    /// <summary>Mailbox names in LIST stand in quotes even where an atom would do.</summary>
    public bool QuoteMailboxNames { get; init; }

    /// <summary>
    /// Texts of tagged OKs by command in upper case, as <c>LIST</c> or <c>UID FETCH</c>; <c>*</c> for those not named. <c>{command}</c> in a
    /// text stands for the command's name, <c>{Command}</c> for its last word as <c>Fetch</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Completions { get; init; } = new Dictionary<string, string>();

    /// <summary>What the server says when it waits for a literal.</summary>
    public string LiteralContinuation { get; init; } = "Ready for literal data";

    /// <summary>What the server says when IDLE begins.</summary>
    public string IdleContinuation { get; init; } = "idling";

    /// <summary>The text of the untagged OK by which a client in IDLE is told that the server is still there.</summary>
    public string IdleHeartbeat { get; init; } = "Still here";

    /// <summary>The text of the untagged BYE to LOGOUT.</summary>
    public string Farewell { get; init; } = "Logging out";

    public SelectStyle Select { get; init; } = SelectStyle.Plain;

    public FetchStyle Fetch { get; init; } = FetchStyle.Plain;

    public SearchStyle Search { get; init; } = SearchStyle.Plain;

    /// <summary>The text of the tagged OK to a command.</summary>
    public string Completion(string command)
    {
        var text = Completions.GetValueOrDefault(command) ?? Completions.GetValueOrDefault("*") ?? "{command} completed";
        text = text.Replace("{command}", command, StringComparison.Ordinal);
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var word = command[(command.LastIndexOf(' ') + 1)..];
        return text.Replace("{Command}", word[..1] + word[1..].ToLowerInvariant(), StringComparison.Ordinal);
    }
}
