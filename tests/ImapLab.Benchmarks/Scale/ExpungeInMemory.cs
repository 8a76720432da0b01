using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Mailgen;

namespace ImapLab.Benchmarks.Scale;

/// <summary>Expunges here and there in a mailbox that a session has open, and that session is told of each.</summary>
internal static class ExpungeInMemory
{
    private const int Expunges = 5_000;

    /// <returns>Microseconds for one.</returns>
    public static double Measure(int size)
    {
        var generator = new MailGenerator(1);
        var store = new MailStore(TimeProvider.System, '/', new UidValidity(1));
        var mailbox = store.Create(MailboxName.Inbox);
        mailbox.AddAll(0, store.NewMessages(size, index => (generator.Content(index), generator.DateOf(index))), FlagSet.Empty);
        var view = new SessionView(mailbox, 1, readOnly: true);

        // The first round is for the compiler.
        Expunge(mailbox, view, Expunges / 2, 7);
        return Site.Time(() => Expunge(mailbox, view, Expunges / 2, 11)) * 1000 / (Expunges / 2);
    }

    private static void Expunge(Mailbox mailbox, SessionView view, int count, int seed)
    {
        var random = new Random(seed);
        for (; count > 0; count--)
        {
            mailbox.Expunge(0, view.Uids[random.Next(view.Uids.Count)]);
            foreach (var change in view.Untold())
                view.Tell(change);
            view.Share();
        }
    }
}
