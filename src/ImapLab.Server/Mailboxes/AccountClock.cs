namespace ImapLab.Server.Mailboxes;

/// <summary>Gives an account's changes their order and their time, and sees to it that those who watch are told of them.</summary>
internal sealed class AccountClock(TimeProvider time)
{
    private readonly List<Mailbox> _changed = [];
    private DateTimeOffset? _held;

    /// <summary>Those who want to know of mailboxes that they have not open; null where nobody can.</summary>
    public MailObservers? Observers { get; init; }

    public DateTimeOffset Now => _held ?? time.GetUtcNow();

    /// <summary>The ordinal of the last change; 0 before the first.</summary>
    public long Ordinal { get; private set; }

    /// <summary>Gives out ordinals for changes in a row.</summary>
    /// <returns>The first.</returns>
    public long TakeOrdinals(int count)
    {
        var first = Ordinal + 1;
        Ordinal += count;
        return first;
    }

    /// <summary>Several changes as one: they have one time, and those who watch are told once, when all is done.</summary>
    public void AtOnce(Action changes)
    {
        if (_held is not null)
        {
            changes();
            return;
        }

        _held = time.GetUtcNow();
        try
        {
            changes();
        }
        finally
        {
            _held = null;
            var changed = _changed.ToArray();
            _changed.Clear();
            foreach (var mailbox in changed)
                mailbox.TellWatchers();
        }
    }

    public void Changed(Mailbox mailbox)
    {
        if (_held is null)
            mailbox.TellWatchers();
        else if (!_changed.Contains(mailbox))
            _changed.Add(mailbox);
    }
}
