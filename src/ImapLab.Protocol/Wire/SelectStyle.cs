namespace ImapLab.Protocol.Wire;

/// <summary>What SELECT and EXAMINE tell of a mailbox (RFC 9051 section 6.3.2).</summary>
public enum SelectItem
{
    Flags,
    PermanentFlags,
    Exists,
    Recent,
    Unseen,
    UidValidity,
    UidNext,
    MailboxId,
    HighestModSeq,
}

/// <summary>How SELECT tells it: the standard leaves the order open, and clients must bear that some of it is missing (RFC 3501 section 6.3.1).</summary>
public sealed record SelectStyle
{
    public static readonly SelectStyle Plain = new();

    private static readonly Dictionary<SelectItem, string> PlainTexts = new()
    {
        [SelectItem.PermanentFlags] = "Flags permitted",
        [SelectItem.Unseen] = "First unseen",
        [SelectItem.UidValidity] = "UIDs valid",
        [SelectItem.UidNext] = "Predicted next UID",
        [SelectItem.MailboxId] = "Ok",
        [SelectItem.HighestModSeq] = "Highest",
    };

    /// <summary>The items in their order; what is not among them is not told. Flags and Exists must be.</summary>
    public IReadOnlyList<SelectItem> Order { get; init; } = Enum.GetValues<SelectItem>();

    /// <summary>Texts of the items that have a response code, where they are not the plain ones.</summary>
    public IReadOnlyDictionary<SelectItem, string> Texts { get; init; } = new Dictionary<SelectItem, string>();

    /// <summary>The items that have a response code, and so a text.</summary>
    public static IEnumerable<SelectItem> WithText => PlainTexts.Keys;

    public string TextOf(SelectItem item) => Texts.GetValueOrDefault(item) ?? PlainTexts[item];
}
