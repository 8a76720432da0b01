using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ImapLab.Protocol.Commands;
using ImapLab.Protocol.Numbers;
using ImapLab.Protocol.Replies;
using ImapLab.Server.Commands.Handlers.Messages;
using ImapLab.Server.Mailboxes;

namespace ImapLab.Server.Commands.Handlers.Searching;

/// <summary>Looks for the messages of a view that match a key, as SEARCH, SORT and THREAD do.</summary>
internal sealed class SearchRun(Turn turn, SessionView view, SearchKey key)
{
    private readonly SearchProgram _program = SearchProgram.Compile(turn, view, key);
    private readonly bool _findsGone = turn.Plan.Semantics.Session.Gone.SearchFinds;
    private readonly bool _readsGone = turn.Plan.Semantics.Session.Gone.SearchReads;
    private readonly int _began = view.Mailbox.Journal.Length;
    private readonly bool _byModSeq = key.Flatten().Any(part => part is SearchKey.ChangedAt);

    /// <summary>What <see cref="Look"/> found, when it is through; null where it, or <see cref="Read"/>, came to no end because the mailbox is gone.</summary>
    public FoundMessages? Found { get; private set; }

    /// <summary>Whether there was a message that is gone, and that could not be looked at for that.</summary>
    public bool MissedGone { get; private set; }

    /// <summary>Looks at the messages.</summary>
    /// <returns>Pauses; and what the client is told where the mailbox that it has open is gone after one.</returns>
    public IEnumerable<Reply> Look()
    {
        var among = turn.Limited(_program.Indexes, view);
        if (_program.FindsAll && AllAreThere(view))
        {
            Found = Every(view.Uids, among);
            yield break;
        }

        var pace = new Pace();
        var candidate = new Candidate();
        var numbers = ImmutableArray.CreateBuilder<uint>();
        var uids = ImmutableArray.CreateBuilder<uint>();
        var progress = new Progress(turn, among.Count);
        foreach (var (from, to) in among.Ranges)
        {
            var index = from - 1;
            foreach (var uid in view.Uids.Between(view.Uids[from], view.Uids[to]))
            {
                index++;
                if (progress.After(1) is { } report)
                    yield return report;
                if (Find(uid, out var isGone) is not { } message)
                    continue;
                candidate.LookAt(index, message);
                var matches = _program.Matches(candidate);
                if (isGone && candidate.WasRead && !_readsGone)
                {
                    MissedGone = true;
                }
                else if (matches)
                {
                    numbers.Add((uint)index + 1);
                    uids.Add(uid.Value);
                }

                if (!pace.IsDueAfter(candidate.Work))
                    continue;
                yield return Pace.Pause;
                if (!view.IsVoid)
                    continue;
                foreach (var reply in Gone())
                    yield return reply;
                yield break;
            }
        }

        Found = new FoundMessages(numbers.DrainToImmutable(), uids.DrainToImmutable());
    }

    /// <summary>Looks once more at what was found, as far as it is still there.</summary>
    /// <returns>Pauses; and what the client is told where the mailbox is gone after one, which then is the end.</returns>
    public IEnumerable<Reply> Read(FoundMessages found, Action<Candidate> read)
    {
        var pace = new Pace();
        var candidate = new Candidate();
        for (var place = 0; place < found.Count; place++)
        {
            if (Find(new Uid(found.Uids[place]), out _) is not { } message)
                continue;
            candidate.LookAt((int)found.Numbers[place] - 1, message);
            read(candidate);
            if (!pace.IsDueAfter(candidate.Work))
                continue;
            yield return Pace.Pause;
            if (!view.IsVoid)
                continue;
            Found = null;
            foreach (var reply in Gone())
                yield return reply;
            yield break;
        }
    }

    /// <summary>The highest MODSEQ of what an answer speaks of; null where the search did not ask by MODSEQ, or nothing was found (RFC 7162 section 3.1.5).</summary>
    public ModSeq? HighestModSeq(FoundMessages found, SearchReturn? asked)
    {
        if (!_byModSeq || found.Count == 0)
            return null;
        var highest = ModSeq.Zero;
        foreach (var uid in found.SpokenOf(asked))
        {
            if (view.Mailbox.Find(uid) is { } message && message.ModSeq > highest)
                highest = message.ModSeq;
        }

        return highest;
    }

    /// <summary>Keeps for <c>$</c> what the client wants kept.</summary>
    public void Keep(FoundMessages found, SearchReturn? asked)
    {
        if (asked is not null && asked.Asks(SearchResults.Save))
            turn.Session.Searches.Save(found.SpokenOf(asked));
    }

    /// <summary>The answer to an extended search; null where the client wanted nothing but to have it kept (RFC 5182 section 2.2).</summary>
    public EsearchReply? Answer(ImapCommand command, bool byUid, FoundMessages found, SearchReturn asked) => asked is { Results: SearchResults.Save, Partial: null }
        ? null
        : new EsearchReply(command.Tag, byUid, asked, found.Told(byUid), HighestModSeq(found, asked));

    /// <summary>The completion of the command.</summary>
    public Reply Completion() => turn.Ok(MissedGone ? ResponseCode.ExpungeIssued : null);

    /// <summary>From now on the client is told what joins and leaves the result.</summary>
    /// <returns>False where too many searches are kept up to date already.</returns>
    public bool Watch(SearchReturn asked, bool byUid, ISearchResults results) =>
        turn.Session.Searches.Updates.TryAdd(new SearchUpdate(turn, asked.UpdateItems, byUid, key, results), _began);

    /// <summary>What the client is told of a mailbox that went: of one that it has not open nothing.</summary>
    private Reply[] Gone() => view == turn.Session.View ? [turn.MailboxGone()] : [];

    /// <summary>What is expunged and not yet told keeps its number and mostly matches nothing (RFC 2180 section 4.3).</summary>
    private StoredMessage? Find(Uid uid, out bool isGone)
    {
        var living = view.Mailbox.Find(uid);
        isGone = living is null;
        return living ?? (_findsGone ? view.FindGone(uid) : null);
    }

    /// <summary>Whether none of the messages that the client knows of is gone: of the mailbox's UIDs up to its last it knows all.</summary>
    private static bool AllAreThere(SessionView view) =>
        view.Uids.Count == 0 || view.Mailbox.Uids.CountOf(view.Uids[0], view.Uids.Last) == view.Uids.Count;

    private static FoundMessages Every(UidSequence known, IndexRanges indexes)
    {
        var (numbers, uids) = (new uint[indexes.Count], new uint[indexes.Count]);
        var place = 0;
        foreach (var (from, to) in indexes.Ranges)
        {
            var number = (uint)from;
            foreach (var uid in known.Between(known[from], known[to]))
                (numbers[place], uids[place++]) = (++number, uid.Value);
        }

        return new FoundMessages(ImmutableCollectionsMarshal.AsImmutableArray(numbers), ImmutableCollectionsMarshal.AsImmutableArray(uids));
    }
}
