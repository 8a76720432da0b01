namespace ImapLab.Server.Mailboxes;

/// <summary>
/// Who may do what with a mailbox (RFC 4314): identifiers and their rights, in the order in which they came. One that begins with <c>-</c> takes
/// rights away.
/// </summary>
public sealed class AccessList
{
    public const string Anyone = "anyone";

    /// <summary>What an owner keeps whatever is set: without it nobody could ever set anything again.</summary>
    public const MailboxRights OwnersAlways = MailboxRights.Administer;

    private readonly List<(string Identifier, MailboxRights Rights)> _entries = [];

    /// <summary>What an owner is called who stands in the list under no name.</summary>
    private readonly string _owner;

    /// <param name="owner">Who has all rights unless the list says otherwise.</param>
    public AccessList(string owner)
    {
        _owner = owner;
    }

    /// <summary>All entries; the owner's among them though it was never set.</summary>
    public IEnumerable<(string Identifier, MailboxRights Rights)> Entries =>
        _entries.Exists(entry => entry.Identifier == _owner) ? _entries : _entries.Prepend((_owner, MailboxRights.All));

    public MailboxRights OwnersRights => RightsOf(_owner);

    public AccessList Copy()
    {
        var copy = new AccessList(_owner);
        copy._entries.AddRange(_entries);
        return copy;
    }

    /// <summary>The rights of an identifier's own entry; none where it has none.</summary>
    public MailboxRights EntryOf(string identifier) => Entries.FirstOrDefault(entry => entry.Identifier == identifier).Rights;

    public void Set(string identifier, MailboxRights rights)
    {
        if (identifier == _owner)
            rights |= OwnersAlways;
        var at = _entries.FindIndex(entry => entry.Identifier == identifier);
        if (at < 0)
            _entries.Add((identifier, rights));
        else
            _entries[at] = (identifier, rights);
    }

    public void Remove(string identifier) => _entries.RemoveAll(entry => entry.Identifier == identifier);

    /// <summary>What a user may do: all that is given to him, without what is taken from him.</summary>
    public MailboxRights RightsOf(string user)
    {
        var given = EntryOf(user) | EntryOf(Anyone);
        var taken = EntryOf($"-{user}") | EntryOf($"-{Anyone}");
        return (given & ~taken) | (user == _owner ? OwnersAlways : MailboxRights.None);
    }
}
