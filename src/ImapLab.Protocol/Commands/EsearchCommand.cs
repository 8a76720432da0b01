namespace ImapLab.Protocol.Commands;

/// <summary>ESEARCH (RFC 7377): a search of several mailboxes.</summary>
/// <param name="Sources">Which ones; the one that is open where the client did not say.</param>
public sealed record EsearchCommand(string Tag, IReadOnlyList<MailboxFilter> Sources, SearchReturn Return, string? Charset, SearchKey Key) : ImapCommand(Tag, "ESEARCH")
{
    public override bool SaysNumbers => Key.Flatten().Any(key => key is SearchKey.Messages);

    /// <summary>Whether nothing but the mailbox that is open is searched.</summary>
    public bool OfSelectedAlone => Sources.All(source => source.Kind == MailboxFilterKind.Selected);
}
