using ImapLab.Protocol.Mail;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands;
using ImapLab.Server.Mailboxes;
using ImapLab.Server.Sessions;

namespace ImapLab.Server.Tests.Mailboxes;

/// <summary>Several views of one mailbox through random histories, each beside a client that believes what it is told and nothing else.</summary>
[TestFixture]
internal sealed class SessionViewHistoryTests
{
    [Test]
    public void A_client_that_believes_what_it_is_told_has_the_views_numbers([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var history = new MailboxHistory(seed);
        var clients = new List<Client>();
        for (var step = 0; step < 200; step++)
        {
            history.Step();
            clients.RemoveAll(client => client.View.IsVoid);
            if (random.Next(10) == 0 && clients.Count < 5)
                clients.Add(new Client(history.Mailbox, session: random.Next(1, 4), readOnly: random.Next(3) == 0, vanishes: random.Next(2) == 0));
            foreach (var client in clients.Where(_ => random.Next(3) == 0))
                client.Learn(random);
            AssertRecent(clients);
        }

        foreach (var client in clients)
        {
            client.LearnAll();
            Assert.That(client.View.Uids.Select(uid => uid.Value), Is.EqualTo(history.Model.Uids));
            Assert.That(client.View.Untold(), Is.Empty);
            // The histories set flags as connection 2, which is not told of what it did itself.
            if (client.Session != 2)
                Assert.That(client.Flags, Is.EqualTo(history.Model.Messages.Select(message => message.Flags)));
        }
    }

    [Test]
    public void A_view_has_left_to_tell_what_it_differs_by([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var history = new MailboxHistory(seed + 100);
        for (var step = 0; step < 20; step++)
            history.Step();
        var view = new SessionView(history.Mailbox, session: 2, readOnly: true);
        var known = history.Model.Messages.ToDictionary(message => message.Uid, message => message.Flags);

        for (var step = 0; step < 60 && !view.IsVoid; step++)
        {
            history.Step();
            if (view.IsVoid)
                break;
            var untold = view.Untold();

            Assert.That(Of(untold, ViewChangeKind.Expunged), Is.EqualTo(known.Keys.Except(history.Model.Uids).Order()));
            Assert.That(Of(untold, ViewChangeKind.Arrived), Is.EqualTo(history.Model.Uids.Except(known.Keys)));
            // All flags in these histories are set by connection 2, which is the view's own.
            Assert.That(Of(untold, ViewChangeKind.Flagged), Is.Empty);
            foreach (var change in untold.Where(change => change.Kind == ViewChangeKind.Arrived || random.Next(2) == 0))
                Assert.That(view.Tell(change), Is.Not.Null);
            known = view.Uids.ToDictionary(uid => uid.Value, uid => history.Mailbox.Find(uid)?.Flags ?? default);
        }
    }

    /// <summary>With the UID in each FETCH, so that a client can be seen to take it for the right message.</summary>
    private static readonly SessionSemantics Semantics = new() { UidInNews = UidInNews.Condstore };

    private static IEnumerable<uint> Of(IReadOnlyList<ViewChange> changes, ViewChangeKind kind) =>
        changes.Where(change => change.Kind == kind).Select(change => change.Uid.Value);

    /// <summary>A message is \Recent to one session that may change the mailbox, and to no other (RFC 3501 section 2.3.2).</summary>
    private static void AssertRecent(List<Client> clients)
    {
        foreach (var client in clients)
            Assert.That(client.View.RecentCount, Is.EqualTo(client.View.Uids.Count(client.View.IsRecent)));
        var claimed = clients.Where(client => !client.View.ReadOnly).SelectMany(client => client.View.Uids.Where(client.View.IsRecent)).ToList();
        Assert.That(claimed, Is.Unique);
    }

    /// <summary>Knows numbers alone, as a client does.</summary>
    private sealed class Client
    {
        private readonly List<uint> _uids = [];
        private readonly List<FlagSet> _flags = [];

        private readonly bool _vanishes;

        public Client(Mailbox mailbox, int session, bool readOnly, bool vanishes)
        {
            _vanishes = vanishes;
            View = new SessionView(mailbox, session, readOnly);
            Session = session;
            Arrive(View.Uids.Count);
        }

        public SessionView View { get; }

        public int Session { get; }

        /// <summary>Without \Recent.</summary>
        public IEnumerable<FlagSet> Flags => _flags;

        /// <summary>Is told some of what is untold: of each kind a part, in any order that the rules allow.</summary>
        public void Learn(Random random)
        {
            var untold = View.Untold();
            var arrived = untold.Where(change => change.Kind == ViewChangeKind.Arrived).ToList();
            var expunged = untold.Where(change => change.Kind == ViewChangeKind.Expunged && random.Next(3) > 0);
            var flagged = untold.Where(change => change.Kind == ViewChangeKind.Flagged && random.Next(3) > 0);
            if (random.Next(2) == 0)
                expunged = expunged.Reverse();
            Believe([.. expunged, .. arrived.Take(random.Next(arrived.Count + 1)), .. flagged]);
        }

        public void LearnAll() => Believe(View.Untold());

        private void Believe(IReadOnlyList<ViewChange> changes)
        {
            var features = _vanishes ? ClientFeatures.Qresync | ClientFeatures.Condstore : ClientFeatures.Condstore;
            foreach (var reply in new SessionNews(View, features, Semantics, byUid: false).Tell(changes))
            {
                if (reply is ExpungeReply expunge)
                    Forget(expunge.Message.Index);
                else if (reply is VanishedReply vanished)
                    Forget(vanished.Uids);
                else if (reply is ExistsReply exists)
                    Arrive(exists.Count);
                else if (reply is FetchReply fetch)
                    Take(fetch);
            }

            Assert.That(View.Uids.Select(uid => uid.Value), Is.EqualTo(_uids));
        }

        private void Arrive(int count)
        {
            for (var index = _uids.Count; index < count; index++)
            {
                // A client fetches the flags of what is new to it; of what is gone already it gets none.
                _uids.Add(View.Uids[index].Value);
                _flags.Add(View.Mailbox.Find(View.Uids[index])?.Flags ?? FlagSet.Empty);
            }
        }

        private void Forget(SequenceSet vanished)
        {
            for (var index = _uids.Count - 1; index >= 0; index--)
            {
                if (vanished.Contains(_uids[index], uint.MaxValue))
                    Forget(index);
            }
        }

        private void Forget(int index)
        {
            _uids.RemoveAt(index);
            _flags.RemoveAt(index);
        }

        private void Take(FetchReply fetch)
        {
            Assert.That(fetch.Data.OfType<FetchDatum.Uid>().Single().Value.Value, Is.EqualTo(_uids[fetch.Message.Index]));
            _flags[fetch.Message.Index] = fetch.Data.OfType<FetchDatum.Flags>().Single().Value.Without(SystemFlags.Recent);
        }
    }
}
