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

    private readonly OrderedDictionary<string, MailboxRights> _entries = new(StringComparer.Ordinal);

    /// <summary>What an owner is called who stands in the list under no name.</summary>
    private readonly string _owner;

    /// <param name="owner">Who has all rights unless the list says otherwise.</param>
    public AccessList(string owner)
    {
        _owner = owner;
    }

    /// <summary>All entries; the owner's among them though it was never set.</summary>
    public IEnumerable<(string Identifier, MailboxRights Rights)> Entries
    {
        get
        {
            var set = _entries.Select(entry => (entry.Key, entry.Value));
            return _entries.ContainsKey(_owner) ? set : set.Prepend((_owner, MailboxRights.All));
        }
    }

    /// <summary>How many entries were set.</summary>
    public int Count => _entries.Count;

    public MailboxRights OwnersRights => RightsOf(_owner);

    public AccessList Copy()
    {
        var copy = new AccessList(_owner);
        foreach (var (identifier, rights) in _entries)
            copy._entries.Add(identifier, rights);
        return copy;
    }

    /// <summary>The rights of an identifier's own entry; none where it has none.</summary>
    public MailboxRights EntryOf(string identifier) =>
        _entries.TryGetValue(identifier, out var rights) ? rights : identifier == _owner ? MailboxRights.All : MailboxRights.None;

    /// <summary>Whether an identifier's entry was set.</summary>
    public bool Has(string identifier) => _entries.ContainsKey(identifier);

    public void Set(string identifier, MailboxRights rights)
    {
        if (identifier == _owner)
            rights |= OwnersAlways;
        _entries[identifier] = rights;
    }

    public void Remove(string identifier) => _entries.Remove(identifier);

    /// <summary>What a user may do: all that is given to him, without what is taken from him.</summary>
    public MailboxRights RightsOf(string user)
    {
        var given = EntryOf(user) | EntryOf(Anyone);
        var taken = EntryOf($"-{user}") | EntryOf($"-{Anyone}");
        return (given & ~taken) | (user == _owner ? OwnersAlways : MailboxRights.None);
    }
}
