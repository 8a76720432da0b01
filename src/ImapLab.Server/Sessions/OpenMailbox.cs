using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Commands.Handlers.Searching;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Sessions;

/// <summary>The mailbox that a client has open, if any, and how the client learns of what happens there: with a command's completion, or at once while it is idle.</summary>
internal sealed class OpenMailbox(ImapSession session, SessionSeams seams)
{
    private readonly SessionNews _news = new(seams);
    private bool _posted;

    /// <summary>What the client has been told of it; null where nothing is selected.</summary>
    public SessionView? View { get; private set; }

    /// <summary>What searches left behind since it was opened.</summary>
    public KeptSearches Searches { get; private set; } = new();

    public void Open(Mailbox mailbox, bool readOnly)
    {
        Close();
        View = new SessionView(mailbox, session.Number, readOnly);
        Searches = new KeptSearches();
        mailbox.Changed += OnChanged;
    }

    public void Close()
    {
        if (View is null)
            return;
        View.Mailbox.Changed -= OnChanged;
        View = null;
    }

    /// <summary>What may be told now; the client knows it as far as it is enumerated. Null where there is nothing.</summary>
    public IEnumerable<Reply>? News(ExpungeRule rule) => _news.Take(View, session.Plan, rule, session.Features.HasFlag(ClientFeatures.Condstore));

    private void OnChanged()
    {
        // One change of many in a row: the client is told when they are all done.
        if (!session.IsIdle || _posted)
            return;
        _posted = true;
        session.Post(() =>
        {
            _posted = false;
            session.Announce();
        });
    }
}
